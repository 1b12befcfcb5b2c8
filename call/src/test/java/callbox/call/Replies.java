package callbox.call;

/// Takes a reply for what the test expects it to be.
public final class Replies {
    private Replies() {}

    public static Call done(CallReply reply) {
        return switch (reply) {
            case CallReply.Done(Call call) -> call;
            case CallReply.Refused(Refusal refusal) -> throw new AssertionError("refused: " + refusal.code());
        };
    }

    public static Refusal refusal(CallReply reply) {
        return switch (reply) {
            case CallReply.Done(Call call) -> throw new AssertionError("not refused: " + call);
            case CallReply.Refused(Refusal refusal) -> refusal;
        };
    }
}
