package callbox.turn.net;

import callbox.stun.ChannelData;
import callbox.stun.PacketKind;
import callbox.stun.StunMessage;
import callbox.stun.TransportAddress;
import callbox.turn.engine.Allocation;
import callbox.turn.engine.Command;
import callbox.turn.engine.FiveTuple;
import callbox.turn.engine.Input;
import callbox.turn.engine.Transport;
import callbox.turn.metrics.Drop;
import callbox.turn.metrics.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client over TCP or TLS: cuts the stream into STUN messages and ChannelData (RFC 8656 sections 2.1 and 12.5).
///
/// Its connection is closed when it says something else. Without an allocation, it is closed too when it announces more than
/// a request can have, is silent for [#IDLE_SECONDS], or is one too many of its network ([Strangers]). A client that reads
/// too slowly loses datagrams, as it would over UDP; nothing piles up for it.
public final class StreamHandler extends ByteToMessageDecoder implements ClientSource {
    /// Time enough for a handshake over a bad line.
    private static final int IDLE_SECONDS = 30;
    private static final int STUN_LENGTH_OFFSET = 2;
    /// A request with the longest username, realm and nonce (RFC 8489 sections 14.3, 14.9 and 14.10) and all else that it may
    /// have stays below. Memory for 64 KB is for those that have an allocation.
    private static final int STRANGER_BYTES = 4096;

    private final RelayNode node;
    private @Nullable Connection connection;
    private boolean heard;
    /// It has no allocation yet, and holds a place among [Strangers].
    private boolean stranger;
    /// Another event loop is to answer a request; what follows the request waits.
    private boolean awaiting;
    private boolean dirty;

    /// What is known once there is a connection.
    private record Connection(Channel channel, RelayLoop loop, FiveTuple fiveTuple) {
    }

    public StreamHandler(RelayNode node) {
        this.node = node;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            // A record per message: some clients (coturn's) take a record for one.
            tls.setWrapDataSize(0);
        }
        if (ctx.channel().isActive()) {
            begin(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        begin(ctx);
        super.channelActive(ctx);
    }

    private void begin(ChannelHandlerContext ctx) {
        if (connection != null || !(ctx.channel().remoteAddress() instanceof InetSocketAddress remote)
                || !(ctx.channel().localAddress() instanceof InetSocketAddress local)) {
            return;
        }
        FiveTuple fiveTuple = new FiveTuple(TransportAddress.of(remote), TransportAddress.of(local), Transport.TCP);
        stranger = node.strangers().admit(fiveTuple.client().ip());
        if (!stranger) {
            node.shared().metrics().refused(Refusal.STRANGERS);
            ctx.close();
            return;
        }
        connection = new Connection(ctx.channel(), node.loop(ctx.channel().eventLoop()), fiveTuple);
        node.streams().put(fiveTuple, this);
        closeWhenIdle(ctx);
    }

    private void closeWhenIdle(ChannelHandlerContext ctx) {
        ctx.executor().schedule(() -> {
            if (!ctx.isRemoved() && ctx.channel().isOpen()) {
                boolean idle = !heard && allocation() == null && !node.adopted().containsKey(fiveTuple());
                heard = false;
                if (idle) {
                    ctx.close();
                } else {
                    closeWhenIdle(ctx);
                }
            }
        }, IDLE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (connection == null) {
            // Not admitted, and about to be closed.
            in.skipBytes(in.readableBytes());
            return;
        }
        while (!awaiting && !ctx.isRemoved() && in.readableBytes() >= ChannelData.HEADER_BYTES) {
            int length = in.getUnsignedShort(in.readerIndex() + STUN_LENGTH_OFFSET);
            int frameBytes;
            switch (PacketKind.of(in.getByte(in.readerIndex()))) {
                case STUN -> frameBytes = StunMessage.HEADER_BYTES + length;
                case CHANNEL_DATA -> frameBytes = ChannelData.paddedBytes(length);
                default -> {
                    in.skipBytes(in.readableBytes());
                    ctx.close();
                    return;
                }
            }
            if (stranger && frameBytes > STRANGER_BYTES && !node.adopted().containsKey(fiveTuple())) {
                in.skipBytes(in.readableBytes());
                ctx.close();
                return;
            }
            if (in.readableBytes() < frameBytes) {
                return;
            }
            heard = true;
            ByteBuffer frame = in.nioBuffer(in.readerIndex(), frameBytes);
            // Consumed first: a ConnectionBind replaces this handler, which leaves to the next what it has not consumed.
            in.skipBytes(frameBytes);
            connection().loop.fromClient(this, frame);
            if (stranger && allocation() != null) {
                isKnown();
            }
        }
    }

    /// A message of this client was forwarded to another event loop. What follows it is not looked at before the answer is
    /// sent: after a ConnectionBind it belongs to the peer, or is a message if that was refused (RFC 6062 section 5.4). It
    /// waits here as far as it has been read, and otherwise in the kernel.
    void awaitAnswer() {
        Channel channel = connection().channel;
        // The messages of a client that moved here are judged elsewhere; none of them makes a connection the peer's.
        if (channel.eventLoop().inEventLoop()) {
            awaiting = true;
            channel.config().setAutoRead(false);
        }
    }

    private void resume(Channel channel) {
        ChannelHandlerContext ctx = channel.pipeline().context(this);
        if (!awaiting || ctx == null) {
            return;
        }
        awaiting = false;
        channel.config().setAutoRead(true);
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            exceptionCaught(ctx, e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (awaiting) {
            // The decoder would ask for more to decode.
            ctx.fireChannelReadComplete();
        } else {
            super.channelReadComplete(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        ended();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        ended();
    }

    private void isKnown() {
        if (stranger) {
            stranger = false;
            node.strangers().leave(fiveTuple().client().ip());
        }
    }

    private void ended() {
        isKnown();
        if (connection != null && node.streams().remove(fiveTuple(), this)) {
            FiveTuple gone = fiveTuple();
            Integer owner = node.adopted().get(gone);
            RelayLoop loop = owner == null ? connection().loop : node.loops().get(owner);
            loop.eventLoop().execute(() -> loop.on(new Input.ClientDisconnected(gone)));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A broken connection or a failed TLS handshake; the client knows.
        ctx.close();
    }

    @Override
    public @Nullable Allocation allocation() {
        return connection().loop.engine().clients().get(fiveTuple());
    }

    @Override
    public FiveTuple fiveTuple() {
        return connection().fiveTuple;
    }

    Optional<Channel> channel() {
        return Optional.ofNullable(connection).map(Connection::channel);
    }

    /// Sends a message. From any thread.
    void send(ByteBuffer message) {
        channel().ifPresent(channel -> {
            channel.writeAndFlush(Unpooled.wrappedBuffer(message), channel.voidPromise());
            run(channel, () -> resume(channel));
        });
    }

    /// Writes relayed data, padded as streams want it, to be flushed with the others; false if the client does not keep up.
    boolean relay(ByteBuffer slots, int position, int length, DirtyStreams dirtyStreams) {
        Channel channel = connection().channel;
        if (!channel.isWritable()) {
            node.shared().metrics().dropped(Drop.SLOW_CLIENT);
            return false;
        }
        int padding = -length & 3;
        ByteBuf copy = channel.alloc().directBuffer(length + padding);
        copy.writeBytes(slots.slice(position, length)).writeZero(padding);
        if (!channel.eventLoop().inEventLoop()) {
            channel.writeAndFlush(copy, channel.voidPromise());
            return true;
        }
        channel.write(copy, channel.voidPromise());
        if (!dirty) {
            dirty = true;
            dirtyStreams.add(this);
        }
        return true;
    }

    /// Answers a ConnectionBind; from the answer on, the client's connection and the peer's are one stream (RFC 6062
    /// section 5.4). On the peer's event loop.
    void joinTo(Channel peer, Command.JoinPeer join) {
        Channel client = connection().channel;
        DataConnection data = new DataConnection(client, peer, join.allocation(), node);
        peer.pipeline().addLast(new Pipe(data, client));
        run(client, () -> {
            if (!client.isActive()) {
                peer.close();
                return;
            }
            client.writeAndFlush(Unpooled.wrappedBuffer(join.answer()), client.voidPromise());
            data.writable(peer);
            client.pipeline().replace(this, null, new Pipe(data, peer));
            run(peer, () -> WaitingPeer.deliver(peer));
        });
    }

    /// At once on the channel's own event loop, later from any other.
    static void run(Channel channel, Runnable action) {
        if (channel.eventLoop().inEventLoop()) {
            action.run();
        } else {
            channel.eventLoop().execute(action);
        }
    }

    void flush() {
        dirty = false;
        connection().channel.flush();
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        return connection;
    }
}
