package callbox.bench.relay;

import callbox.stun.Attribute;
import callbox.stun.ChannelData;
import callbox.stun.Decoded;
import callbox.stun.IntegrityAlgorithm;
import callbox.stun.IntegrityKey;
import callbox.stun.MessageClass;
import callbox.stun.Method;
import callbox.stun.PasswordAlgorithm;
import callbox.stun.StunDecoder;
import callbox.stun.StunEncoder;
import callbox.stun.StunMessage;
import callbox.stun.TransactionId;
import callbox.stun.TransportAddress;
import callbox.turn.credential.Credential;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A TURN client with one allocation and one channel to the load's peer.
final class LoadClient implements AutoCloseable {
    static final int CHANNEL = 0x4001;
    private static final int RETRANSMIT_MS = 500;
    private static final int MAX_TRIES = 120;

    private final DatagramChannel channel;
    private final Credential credential;
    private String nonce = "";
    private int transactions;

    LoadClient(Credential credential) throws IOException {
        this.credential = credential;
        this.channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RelayProcess.PORT));
    }

    DatagramChannel channel() {
        return channel;
    }

    /// Allocates, and binds the channel; gives back the relayed address.
    TransportAddress allocate(TransportAddress peer) throws IOException {
        StunMessage allocated = call(Method.ALLOCATE,
                new Attribute.RequestedTransport(Attribute.RequestedTransport.UDP));
        call(Method.CHANNEL_BIND, new Attribute.ChannelNumber(CHANNEL), new Attribute.XorPeerAddress(peer));
        return allocated.find(Attribute.XorRelayedAddress.class).orElseThrow().address();
    }

    /// Ends the allocation.
    void release() throws IOException {
        call(Method.REFRESH, new Attribute.Lifetime(0));
    }

    private StunMessage call(Method method, Attribute... attributes) throws IOException {
        StunMessage answer = exchange(method, attributes);
        if (answer.messageClass() == MessageClass.ERROR && answer.has(Attribute.Nonce.class)) {
            nonce = answer.find(Attribute.Nonce.class).orElseThrow().value();
            answer = exchange(method, attributes);
        }
        if (answer.messageClass() != MessageClass.SUCCESS) {
            throw new IOException("refused: " + answer);
        }
        return answer;
    }

    private StunMessage exchange(Method method, Attribute... attributes) throws IOException {
        ByteBuffer request = request(method, attributes);
        TransactionId id = new TransactionId(transactions, 0);
        channel.socket().setSoTimeout(RETRANSMIT_MS);
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            try {
                channel.write(request.duplicate());
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                channel.socket().receive(packet);
                ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                if (StunDecoder.decode(bytes) instanceof Decoded.Message decoded
                        && decoded.message().transactionId().equals(id)) {
                    return decoded.message();
                }
            } catch (PortUnreachableException _) {
                // The relay is still starting.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRANSMIT_MS));
            } catch (SocketTimeoutException _) {
                // Lost: once more.
            }
        }
        throw new IOException("the relay does not answer");
    }

    private ByteBuffer request(Method method, Attribute... attributes) {
        TransactionId id = new TransactionId(++transactions, 0);
        List<Attribute> all = new ArrayList<>(List.of(attributes));
        if (nonce.isEmpty()) {
            return StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all));
        }
        all.add(new Attribute.Username(credential.username()));
        all.add(new Attribute.Realm(RelayProcess.REALM));
        all.add(new Attribute.Nonce(nonce));
        IntegrityKey key = PasswordAlgorithm.MD5.key(credential.username(), RelayProcess.REALM, credential.password());
        return StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all), key, IntegrityAlgorithm.SHA1);
    }

    /// A buffer with the header of ChannelData, for packets of this length.
    static ByteBuffer packet(int bytes) {
        ByteBuffer packet = ByteBuffer.allocateDirect(ChannelData.HEADER_BYTES + bytes);
        ChannelData.writeHeader(packet, 0, CHANNEL, bytes);
        return packet;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
