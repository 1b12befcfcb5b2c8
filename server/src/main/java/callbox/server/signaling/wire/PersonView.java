package callbox.server.signaling.wire;

import callbox.call.UserId;

/// Somebody who is online.
public record PersonView(UserId id, String name, boolean busy) {}
