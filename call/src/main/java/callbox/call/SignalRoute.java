package callbox.call;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// Where a signal may go.
public sealed interface SignalRoute {

    /// To these devices of the receiver and to no others; empty when none of them is online.
    record To(Set<DeviceId> devices) implements SignalRoute {
        public To {
            devices = Collections.unmodifiableSet(new LinkedHashSet<>(devices));
        }
    }

    record Refused(Refusal refusal) implements SignalRoute {}
}
