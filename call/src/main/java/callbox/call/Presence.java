package callbox.call;

import java.util.Set;

/// Who is online. Thread-safe.
public interface Presence {

    /// The devices that have a connection, or lost it so lately that they count as online.
    Set<DeviceId> devicesOf(UserId user);
}
