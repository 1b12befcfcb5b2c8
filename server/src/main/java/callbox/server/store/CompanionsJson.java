package callbox.server.store;

import callbox.call.User;
import callbox.call.UserId;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The others of a line in a call log as one column: an array of `{"id", "name"}`.
final class CompanionsJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private CompanionsJson() {}

    static String write(List<User> users) {
        ArrayNode array = MAPPER.createArrayNode();
        users.forEach(user -> array.addObject().put("id", user.id().value()).put("name", user.name()));
        return array.toString();
    }

    static List<User> read(String text) {
        return MAPPER.readTree(text).valueStream()
                .map(json -> new User(
                        new UserId(json.required("id").stringValue()), json.required("name").stringValue()))
                .toList();
    }
}
