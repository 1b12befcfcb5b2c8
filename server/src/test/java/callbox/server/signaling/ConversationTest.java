package callbox.server.signaling;

import callbox.server.signaling.wire.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The server's side of the golden conversations; the page's is in `web/sdk/src/conversations.test.ts`.
class ConversationTest {
    static Stream<String> names() {
        return Golden.names("conversations");
    }

    @ParameterizedTest
    @MethodSource("names")
    void serverSaysWhatIsWritten(String name) {
        new Conversation(Golden.read("conversations", name)).happens();
    }
}
