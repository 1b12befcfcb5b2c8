package callbox.call;

import java.time.Instant;

/// When and why a call ended. A call that has one never changes again.
public record CallEnd(Instant at, EndReason reason) {}
