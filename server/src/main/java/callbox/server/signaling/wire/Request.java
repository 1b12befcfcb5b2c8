package callbox.server.signaling.wire;

import callbox.call.CallId;
import callbox.call.EndReason;
import callbox.call.HistoryCursor;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Tracks;
import callbox.call.UserId;
import callbox.server.account.DisplayName;
import org.jspecify.annotations.Nullable;

/// A message that is answered with the same `id`.
public sealed interface Request extends ClientFrame {
    String id();

    /// Whether carrying it out twice is the same as once, so that its answer need not be kept.
    default boolean query() {
        return false;
    }

    /// @param name null: unchanged
    /// @param listed null: unchanged
    record ProfileSet(String id, @Nullable DisplayName name, @Nullable Boolean listed) implements Request {}

    record CallInvite(String id, CallId call, UserId to, Media media, Tracks tracks) implements Request {}

    record CallRing(String id, CallId call) implements Request {}

    record CallAccept(String id, CallId call, Tracks tracks) implements Request {}

    record CallDecline(String id, CallId call) implements Request {}

    /// @param reason HUNG_UP or FAILED
    record CallHangUp(String id, CallId call, EndReason reason) implements Request {}

    record CallTracks(String id, CallId call, Tracks tracks) implements Request {}

    /// @param version of the view that the device was shown
    record CallTake(String id, CallId call, long version, Tracks tracks) implements Request {}

    record CallHears(String id, CallId call, UserId from) implements Request {}

    record CallSignal(String id, CallId call, UserId to, Signal signal) implements Request {}

    /// @param call null: not for a certain call
    record IceServersGet(String id, @Nullable CallId call) implements Request {
        @Override
        public boolean query() {
            return true;
        }
    }

    record LinkCreate(String id, Media media) implements Request {}

    record LinkPreviewGet(String id, LinkId link) implements Request {
        @Override
        public boolean query() {
            return true;
        }
    }

    record LinkJoin(String id, LinkId link, Tracks tracks) implements Request {}

    /// @param before null: from the newest
    record HistoryList(String id, @Nullable HistoryCursor before, int limit) implements Request {
        @Override
        public boolean query() {
            return true;
        }
    }

    record HistorySeen(String id) implements Request {}
}
