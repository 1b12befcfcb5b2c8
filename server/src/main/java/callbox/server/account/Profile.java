package callbox.server.account;

import callbox.call.UserId;
import org.jspecify.annotations.Nullable;

/// A user as the server knows them.
///
/// @param name null until the user has given one
public record Profile(UserId id, @Nullable String name) {}
