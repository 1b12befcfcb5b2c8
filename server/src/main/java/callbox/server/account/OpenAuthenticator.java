package callbox.server.account;

import java.time.InstantSource;
import java.util.Optional;

/// Open access: everybody is welcome, and a secret that was never seen is a new user.
public final class OpenAuthenticator implements Authenticator {
    private final UserStore users;
    private final InstantSource clock;

    public OpenAuthenticator(UserStore users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Optional<Profile> authenticate(Credentials credentials) {
        return switch (credentials) {
            case Credentials.OpenSecret secret ->
                Optional.of(users.findOrCreate(SecretHash.of(secret), clock.instant()));
        };
    }
}
