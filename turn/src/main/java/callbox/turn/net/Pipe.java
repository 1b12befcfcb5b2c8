package callbox.turn.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// Passes what one end of a data connection says on to the other, reading no faster than the other writes. Both close
/// together. The two may be on different event loops.
final class Pipe extends ChannelInboundHandlerAdapter {
    private final DataConnection connection;
    private final Channel other;

    Pipe(DataConnection connection, Channel other) {
        this.connection = connection;
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        int bytes = ((ByteBuf) message).readableBytes();
        other.write(message, other.voidPromise());
        connection.passed(other, bytes);
        if (!other.isWritable()) {
            ctx.channel().config().setAutoRead(false);
            // It may have become writable in between, and then will not say so again.
            if (other.isWritable()) {
                connection.writable(other);
            }
        }
    }

    /// What was waiting to be read leaves together, however small the parts in which it was read: some programs take what comes
    /// at once for a message.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.writable(ctx.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        endOther();
    }

    /// Half a connection is none.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            endOther();
        }
    }

    private void endOther() {
        // After what was written before.
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
