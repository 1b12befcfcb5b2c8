package callbox.server.signaling;

import callbox.server.signaling.wire.ClientFrame;
import callbox.server.signaling.wire.Decoded;
import callbox.server.signaling.wire.ErrorCode;
import callbox.server.signaling.wire.FrameDecoder;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Hello;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket, from its opening to its end (docs/PROTOCOL.md, Life of a connection). Frames come in on one thread; the rest
/// is thread-safe.
public final class Connection {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    /// docs/PROTOCOL.md: the largest message, a description, has 48 KiB.
    public static final int MAX_FRAME_BYTES = 64 * 1024;

    static final Duration HELLO_WAIT = Duration.ofSeconds(5);

    /// A client pings every 4 s, but a browser lets the timers of a hidden page run once a minute: then the server asks.
    static final Duration PING_AFTER = Duration.ofSeconds(5);

    /// A dead socket is noticed within 10 s, the answer to the ping has 4 s.
    static final Duration SILENCE = Duration.ofSeconds(9);

    /// A client that is broken, not one that is newer than we are.
    static final int MAX_BAD_FRAMES = 16;

    private final long number;
    private final Transport transport;
    private final Addresses.Address address;
    private final Reach reach;
    private final Services services;
    private final RateLimit rateLimit;
    private final Instant openedAt;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Device device;
    private volatile Instant heardAt;

    // Of the inbound thread only.
    private boolean helloSeen;
    private int badFrames;

    // Of the ticking thread only.
    private boolean pinged;

    /// What all connections share.
    ///
    /// @param onClosed told once about each connection, by whichever thread
    record Services(Handshake handshake, Dispatcher dispatcher, Attendance attendance, InstantSource clock,
            Consumer<Connection> onClosed) {}

    /// @param number higher than that of every connection before it
    Connection(long number, Transport transport, Addresses.Address address, Reach reach, Services services) {
        this.number = number;
        this.transport = transport;
        this.address = address;
        this.reach = reach;
        this.services = services;
        this.openedAt = services.clock.instant();
        this.heardAt = openedAt;
        this.rateLimit = new RateLimit(address.bucket());
    }

    long number() {
        return number;
    }

    boolean openedAfter(Connection other) {
        return number > other.number;
    }

    Addresses.Address address() {
        return address;
    }

    /// How the client reached us.
    Reach reach() {
        return reach;
    }

    /// @param bytes of the frame in UTF-8
    public void onText(String text, int bytes) {
        onSignOfLife();
        if (closed.get()) {
            return;
        }
        var decoded = FrameDecoder.decode(text);
        var on = device;
        switch (rateLimit.judge(bytes, on == null ? null : on.bucket(), heardAt)) {
            case RateLimit.Admitted _ -> receive(decoded, on);
            case RateLimit.TooFast(var retryAfter) -> tooFast(decoded, retryAfter);
            case RateLimit.Flooding _ -> close(CloseCode.FLOODING);
        }
    }

    public void onSignOfLife() {
        heardAt = services.clock.instant();
    }

    /// The WebSocket is closed, by whichever side.
    public void onClosed() {
        end();
    }

    private void receive(Decoded decoded, @Nullable Device on) {
        switch (decoded) {
            case Decoded.Valid(ClientFrame.Ping _) -> send(FrameEncoder.PONG);
            case Decoded.Valid(ClientFrame.Pong _) -> log.trace("pong");
            case Decoded.Valid(Hello hello) -> hello(hello);
            case Decoded.Valid(Request request) -> request(request, on);
            case Decoded.Refused(var id, var failure) -> bad(id, failure, on);
        }
    }

    private void tooFast(Decoded decoded, Duration retryAfter) {
        switch (decoded) {
            case Decoded.Valid(Request request) -> send(tooFast(request.id(), retryAfter));
            case Decoded.Valid(Hello hello) -> send(tooFast(hello.id(), retryAfter));
            case Decoded.Valid _,Decoded.Refused _ -> log.trace("too fast");
        }
    }

    private static String tooFast(String id, Duration retryAfter) {
        return FrameEncoder.reply(id, Reply.Failure.rateLimited("too many messages", retryAfter));
    }

    private void hello(Hello hello) {
        if (helloSeen) {
            bad(hello.id(), Reply.Failure.wrongField("type", "hello comes once"), device);
            return;
        }
        helloSeen = true;
        services.handshake.begin(this, hello);
    }

    private void request(Request request, @Nullable Device on) {
        if (on == null) {
            refuse(request.id(), Reply.Failure.of(ErrorCode.HELLO_REQUIRED, "hello and welcome come first"),
                    CloseCode.PROTOCOL_BROKEN);
            return;
        }
        log.atDebug().addKeyValue("device", on.ref().device()).log("{}", request.getClass().getSimpleName());
        var session = on.session();
        if (!on.mailbox().offer(() -> services.dispatcher.carryOut(on, session, reach, request))) {
            send(tooFast(request.id(), RateLimit.BUSY_WAIT));
        }
    }

    /// Before the welcome the first bad frame is the last.
    private void bad(@Nullable String id, Reply.Failure failure, @Nullable Device on) {
        badFrames++;
        if (on == null || badFrames > MAX_BAD_FRAMES) {
            refuse(id, failure, failure.code().equals(ErrorCode.UNAUTHORIZED.word()) ? CloseCode.UNAUTHORIZED
                    : CloseCode.PROTOCOL_BROKEN);
        } else {
            send(FrameEncoder.reply(id, failure));
        }
    }

    /// The device on which this connection is from now on; its requests go there.
    void bind(Device to) {
        device = to;
    }

    boolean closed() {
        return closed.get();
    }

    /// @return false when the other side reads too slowly; the frame is lost then, and the connection is to be closed
    boolean offer(String frame) {
        return transport.send(frame);
    }

    void send(String frame) {
        if (!offer(frame)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    /// Answers with an error and closes.
    void refuse(@Nullable String id, Reply.Failure failure, CloseCode code) {
        send(FrameEncoder.reply(id, failure));
        close(code);
    }

    void close(CloseCode code) {
        transport.close(code);
        end();
    }

    private void end() {
        if (closed.getAndSet(true)) {
            return;
        }
        var on = device;
        if (on != null) {
            services.attendance.lost(on, this, services.clock.instant());
        }
        services.onClosed.accept(this);
    }

    /// To be called a few times a second, by one thread.
    void tick(Instant now) {
        var silence = Duration.between(heardAt, now);
        if (device == null && !now.isBefore(openedAt.plus(HELLO_WAIT))) {
            close(CloseCode.NO_HELLO);
        } else if (silence.compareTo(SILENCE) >= 0) {
            close(CloseCode.SILENT);
        } else if (silence.compareTo(PING_AFTER) < 0) {
            pinged = false;
        } else if (!pinged) {
            pinged = true;
            send(FrameEncoder.PING);
        }
    }
}
