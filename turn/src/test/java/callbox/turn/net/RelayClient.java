package callbox.turn.net;

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
import callbox.turn.interop.RunningRelay;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A TURN client over a real UDP socket.
final class RelayClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 5000;

    private final DatagramChannel channel;
    private final Credential credential;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(65_536);
    private String nonce = "";
    private int transactions;

    RelayClient(TransportAddress relay, String name) throws IOException {
        this(relay, name, Duration.ofHours(1));
    }

    /// @param validity of the client's credential
    RelayClient(TransportAddress relay, String name, Duration validity) throws IOException {
        this.credential = RunningRelay.credentials().mint(name, validity);
        this.channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).connect(relay.toSocketAddress());
    }

    /// The relayed address of a new allocation.
    TransportAddress allocate() throws IOException {
        StunMessage answer = call(Method.ALLOCATE,
                new Attribute.RequestedTransport(Attribute.RequestedTransport.UDP));
        return answer.find(Attribute.XorRelayedAddress.class).orElseThrow(() -> new AssertionError(answer)).address();
    }

    void bind(int number, TransportAddress peer) throws IOException {
        StunMessage answer = call(Method.CHANNEL_BIND, new Attribute.ChannelNumber(number),
                new Attribute.XorPeerAddress(peer));
        if (answer.messageClass() != MessageClass.SUCCESS) {
            throw new AssertionError(answer);
        }
    }

    StunMessage call(Method method, Attribute... attributes) throws IOException {
        StunMessage answer = exchange(method, attributes);
        if (answer.messageClass() == MessageClass.ERROR && answer.has(Attribute.Nonce.class)) {
            nonce = answer.find(Attribute.Nonce.class).orElseThrow().value();
            answer = exchange(method, attributes);
        }
        return answer;
    }

    private StunMessage exchange(Method method, Attribute... attributes) throws IOException {
        List<Attribute> all = new ArrayList<>(List.of(attributes));
        TransactionId id = new TransactionId(transactions++, 0);
        if (nonce.isEmpty()) {
            channel.write(StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all)));
        } else {
            all.add(new Attribute.Username(credential.username()));
            all.add(new Attribute.Realm(RunningRelay.REALM));
            all.add(new Attribute.Nonce(nonce));
            IntegrityKey key = PasswordAlgorithm.MD5.key(credential.username(), RunningRelay.REALM,
                    credential.password());
            channel.write(StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all), key,
                    IntegrityAlgorithm.SHA1));
        }
        while (true) {
            if (StunDecoder.decode(receive()) instanceof Decoded.Message decoded
                    && decoded.message().transactionId().equals(id)) {
                return decoded.message();
            }
        }
    }

    /// Sends data on a channel.
    void send(int number, byte[] data) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(ChannelData.HEADER_BYTES + data.length).position(ChannelData.HEADER_BYTES)
                .put(data).flip();
        ChannelData.writeHeader(out, 0, number, data.length);
        channel.write(out);
    }

    void sendTo(TransportAddress peer, byte[] data) throws IOException {
        channel.write(StunEncoder.encode(new StunMessage(MessageClass.INDICATION, Method.SEND, new TransactionId(7, 7),
                List.of(new Attribute.XorPeerAddress(peer), new Attribute.Data(ByteBuffer.wrap(data))))));
    }

    /// The next packet from the relay.
    ByteBuffer receive() throws IOException {
        channel.socket().setSoTimeout(TIMEOUT_MS);
        DatagramPacket datagram = new DatagramPacket(new byte[65_536], 65_536);
        channel.socket().receive(datagram);
        return packet.clear().put(datagram.getData(), 0, datagram.getLength()).flip();
    }

    /// The data of the next packet, which must be on this channel.
    byte[] receiveData(int number) throws IOException {
        ByteBuffer received = receive();
        if (ChannelData.channel(received, 0) != number) {
            throw new AssertionError("not on channel " + number);
        }
        byte[] data = new byte[ChannelData.lengthBytes(received, 0)];
        received.get(ChannelData.HEADER_BYTES, data);
        return data;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
