package callbox.server.signaling.wire;

import callbox.call.UserId;
import org.jspecify.annotations.Nullable;

/// A user as others see them; `name` is null for oneself before `profile.set`.
public record UserView(UserId id, @Nullable String name) {}
