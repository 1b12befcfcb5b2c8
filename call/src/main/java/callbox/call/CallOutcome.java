package callbox.call;

import java.util.List;

/// What the engine made of an event.
public sealed interface CallOutcome {

    /// The next call, one version later, and what is to be announced once it is committed.
    record Changed(Call call, List<CallEffect> effects) implements CallOutcome {
        public Changed {
            effects = List.copyOf(effects);
        }
    }

    /// A repeat, or an event that does not concern this call any more: it stands as it wishes already.
    record Unchanged(Call call) implements CallOutcome {}

    record Refused(Refusal refusal) implements CallOutcome {}
}
