package callbox.turn.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/// A peer's connection until the client's data connection has come for it (RFC 6062 section 5.2).
///
/// It is not read, so what the peer says waits in the kernel. Netty's epoll reads it all the same once the peer has
/// closed: that is kept here, at most [#MAX_HELD_BYTES], and delivered together with the end when this handler is removed.
final class WaitingPeer extends ChannelInboundHandlerAdapter {
    /// More than the window that the kernel gives a connection which nobody reads.
    private static final int MAX_HELD_BYTES = 256 << 10;

    private final Queue<Object> held = new ArrayDeque<>(0);
    private int heldBytes;
    private boolean ended;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        held.add(message);
        heldBytes += ((ByteBuf) message).readableBytes();
        if (heldBytes > MAX_HELD_BYTES) {
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ended |= event == ChannelInputShutdownEvent.INSTANCE;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Reset by the peer: there is nothing to deliver.
        ctx.close();
    }

    /// What was kept goes to the next handler, and the peer is read. On its event loop.
    static void deliver(Channel peer) {
        if (peer.pipeline().get(WaitingPeer.class) != null) {
            peer.pipeline().remove(WaitingPeer.class);
            peer.config().setAutoRead(true);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            held.forEach(ReferenceCountUtil::release);
            return;
        }
        held.forEach(ctx::fireChannelRead);
        ctx.fireChannelReadComplete();
        if (ended) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }
}
