package callbox.server.signaling;

import callbox.server.account.Authenticator;
import callbox.server.account.DisplayName;
import callbox.server.account.Profile;
import callbox.server.account.UserStore;
import callbox.server.signaling.wire.ErrorCode;
import callbox.server.signaling.wire.Hello;
import callbox.server.signaling.wire.Reply;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out `hello`: who is it, and on which device? Then the [Greeting] follows in that device's mailbox. Thread-safe.
final class Handshake {
    private static final Logger log = LoggerFactory.getLogger(Handshake.class);

    private final Authenticator authenticator;
    private final UserStore users;
    private final Devices devices;
    private final Greeting greeting;
    private final Executor executor;

    Handshake(Authenticator authenticator, UserStore users, Devices devices, Greeting greeting, Executor executor) {
        this.authenticator = authenticator;
        this.users = users;
        this.devices = devices;
        this.greeting = greeting;
        this.executor = executor;
    }

    /// Returns at once.
    void begin(Connection connection, Hello hello) {
        executor.execute(() -> orFail(connection, hello, () -> identify(connection, hello)));
    }

    private void identify(Connection connection, Hello hello) {
        authenticator.authenticate(hello.credentials())
                .ifPresentOrElse(profile -> board(connection, hello, named(profile, hello.name())),
                        () -> connection.refuse(
                                hello.id(), Reply.Failure.of(ErrorCode.UNAUTHORIZED, "nobody that we know"),
                                CloseCode.UNAUTHORIZED));
    }

    private Profile named(Profile profile, @Nullable DisplayName name) {
        if (name == null || name.value().equals(profile.name())) {
            return profile;
        }
        users.rename(profile.id(), name);
        return new Profile(profile.id(), name.value());
    }

    /// A device that is gone by the time of its turn is replaced by a new one.
    private void board(Connection connection, Hello hello, Profile profile) {
        var device = devices.obtain(profile.id(), hello.device());
        device.mailbox().put(() -> orFail(connection, hello, () -> {
            if (!greeting.greet(connection, hello, profile, device)) {
                board(connection, hello, profile);
            }
        }));
    }

    private static void orFail(Connection connection, Hello hello, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("a hello failed", e);
            connection.refuse(hello.id(), Reply.Failure.of(ErrorCode.INTERNAL, "our fault; the server's log has more"),
                    CloseCode.INTERNAL_ERROR);
        }
    }
}
