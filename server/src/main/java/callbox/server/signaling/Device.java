package callbox.server.signaling;

import callbox.call.DeviceRef;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Hello;
import callbox.server.signaling.wire.ResumeToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A signed-in client with its session. Thread-safe.
///
/// A connection takes the device over in two steps: after [#claim] the older one is gone and notifications are kept for the new
/// one; after [#open] the welcome is sent, and then what was kept. So a snapshot that is read in between misses nothing.
final class Device {
    /// docs/PROTOCOL.md: so many messages at once, so many a second. A call with five others begins with some 60.
    private static final int BURST = 200;
    private static final int PER_SECOND = 50;

    private final DeviceRef ref;
    private final Mailbox mailbox;
    private final TokenBucket bucket;

    // Guarded by this.
    private Session session;
    private @Nullable Connection connection;
    private boolean open;
    private Instant awaySince;
    private boolean listed;
    private boolean gone;

    Device(DeviceRef ref, Mailbox mailbox, Session session, Instant now) {
        this.ref = ref;
        this.mailbox = mailbox;
        this.bucket = new TokenBucket(BURST, PER_SECOND, now);
        this.session = session;
        this.awaySince = now;
    }

    DeviceRef ref() {
        return ref;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    TokenBucket bucket() {
        return bucket;
    }

    synchronized Session session() {
        return session;
    }

    /// What becomes of a connection that wants the device.
    sealed interface Claim {
        /// @param older the connection that had the device, to be closed
        record Granted(@Nullable Connection older) implements Claim {}

        /// A connection that was opened later has it: this one's hello was held up on its way.
        record Late() implements Claim {}

        record DeviceGone() implements Claim {}
    }

    /// Gives the device to a connection, unless a newer one has it.
    synchronized Claim claim(Connection by, boolean asListed) {
        if (gone) {
            return new Claim.DeviceGone();
        }
        var other = connection;
        if (other != null && other.openedAfter(by)) {
            return new Claim.Late();
        }
        connection = by;
        open = false;
        listed = asListed;
        return new Claim.Granted(other);
    }

    /// @return whether the session goes on; then its token is used up
    synchronized boolean resume(Hello.Resume shown, ResumeToken next) {
        return session.resume(shown, next);
    }

    /// Begins a new session; what the old one kept is dropped.
    synchronized void restart(Session with) {
        session = with;
    }

    /// Sends the welcome and what came after `seq`, and from now on all that comes.
    ///
    /// @return false when that does not fit, or more has come than the session keeps; the connection is to be closed then
    synchronized boolean open(Connection by, String welcome, long seq) {
        var missed = session.after(seq);
        open = connection == by && missed.isPresent() && by.offer(welcome) && missed.get().stream().allMatch(by::offer);
        return open;
    }

    /// Numbers a notification, keeps it, and sends it if there is a connection.
    void notify(FrameEncoder.Unnumbered notification) {
        closeIfSlow(numberAndOffer(notification));
    }

    /// Sends an answer, if the session that asked is still the one.
    void answer(Session asked, String frame) {
        closeIfSlow(offer(asked, frame));
    }

    private synchronized @Nullable Connection numberAndOffer(FrameEncoder.Unnumbered notification) {
        return offer(session, session.number(notification));
    }

    /// @return the connection, when it is too slow
    private synchronized @Nullable Connection offer(Session asked, String frame) {
        return asked == session && open && connection != null && !connection.offer(frame) ? connection : null;
    }

    private static void closeIfSlow(@Nullable Connection connection) {
        if (connection != null) {
            connection.close(CloseCode.TOO_SLOW);
        }
    }

    /// @return false when another connection has the device
    synchronized boolean release(Connection by, Instant now) {
        if (connection != by) {
            return false;
        }
        connection = null;
        open = false;
        awaySince = now;
        return true;
    }

    /// How the connected client reached us; empty without a connection.
    synchronized Optional<Reach> reach() {
        return Optional.ofNullable(connection).map(Connection::reach);
    }

    synchronized boolean connected() {
        return connection != null;
    }

    /// Connected, or lost so lately that it counts as such.
    synchronized boolean online(Instant now, Duration grace) {
        return connection != null || now.isBefore(awaySince.plus(grace));
    }

    synchronized boolean listed() {
        return listed;
    }

    synchronized void list(boolean asListed) {
        listed = asListed;
    }

    /// Ends the device once its session has waited long enough. A device that is gone never comes back: the same id is a new one.
    ///
    /// @return whether it ended just now
    synchronized boolean expire(Instant now) {
        if (gone || connection != null || now.isBefore(awaySince.plus(Session.GRACE))) {
            return false;
        }
        gone = true;
        return true;
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
