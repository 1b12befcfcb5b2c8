package callbox.turn.net;

import callbox.turn.engine.Allocation;
import callbox.turn.engine.FiveTuple;
import org.jspecify.annotations.Nullable;

/// Where a packet came from.
interface ClientSource {

    /// The sender's allocation, or null.
    @Nullable
    Allocation allocation();

    FiveTuple fiveTuple();
}
