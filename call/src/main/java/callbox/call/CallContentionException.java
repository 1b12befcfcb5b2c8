package callbox.call;

/// A change could not be committed, however often it was decided anew. Nothing has changed; the same command may be sent again.
public final class CallContentionException extends RuntimeException {
    CallContentionException(int tries) {
        super("a call was changed by others " + tries + " times while one change to it was being decided");
    }
}
