package callbox.server.account;

import callbox.call.Directory;
import callbox.call.User;
import callbox.call.UserId;
import java.util.Optional;

/// The call engine's view of the users: those who have a name.
public final class NamedUsers implements Directory {
    private final UserStore users;

    public NamedUsers(UserStore users) {
        this.users = users;
    }

    @Override
    public Optional<User> user(UserId id) {
        return users.find(id).flatMap(profile -> Optional.ofNullable(profile.name()).map(name -> new User(id, name)));
    }
}
