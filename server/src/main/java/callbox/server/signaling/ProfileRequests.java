package callbox.server.signaling;

import callbox.server.account.DisplayName;
import callbox.server.account.UserStore;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.Request;
import callbox.server.signaling.wire.UserView;
import org.jspecify.annotations.Nullable;

/// The requests about oneself.
final class ProfileRequests {
    private final UserStore users;
    private final People people;

    ProfileRequests(UserStore users, People people) {
        this.users = users;
        this.people = people;
    }

    Reply set(Device device, Request.ProfileSet request) {
        var user = device.ref().user();
        if (request.name() != null) {
            users.rename(user, request.name());
        }
        if (request.listed() != null) {
            device.list(request.listed());
        }
        people.changed(user);
        return new Reply.Profile(new UserView(user, name(device, request.name())));
    }

    private @Nullable String name(Device device, @Nullable DisplayName given) {
        return given != null ? given.value()
                : users.find(device.ref().user()).map(profile -> profile.name()).orElse(null);
    }
}
