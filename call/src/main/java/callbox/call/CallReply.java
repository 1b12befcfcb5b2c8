package callbox.call;

/// The answer to a command.
public sealed interface CallReply {

    /// Done, or done before. The call is as it is now; it may have ended already, or be another one than asked for (glare).
    record Done(Call call) implements CallReply {}

    /// Nothing has changed.
    record Refused(Refusal refusal) implements CallReply {}
}
