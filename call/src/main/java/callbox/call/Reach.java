package callbox.call;

/// Whether somebody can be rung at all.
public enum Reach {
    /// Online and in no call.
    FREE,
    /// In a call, or being called.
    BUSY,
    /// No device is online.
    OFFLINE
}
