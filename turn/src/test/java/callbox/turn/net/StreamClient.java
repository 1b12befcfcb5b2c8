package callbox.turn.net;

import callbox.stun.Attribute;
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
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A TURN client's TCP connection, as a control or as a data connection (RFC 6062).
final class StreamClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;
    private static final int LENGTH_OFFSET = 2;

    private final Socket socket;
    private final DataInputStream in;
    private final Credential credential;
    private String nonce = "";
    private int transactions;

    StreamClient(TransportAddress relay, String name) throws IOException {
        this.credential = RunningRelay.credentials().mint(name, Duration.ofHours(1));
        this.socket = new Socket(relay.toSocketAddress().getAddress(), relay.port());
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /// The relayed address of a new TCP allocation.
    TransportAddress allocate() throws IOException {
        StunMessage answer = call(Method.ALLOCATE, new Attribute.RequestedTransport(Attribute.RequestedTransport.TCP));
        return answer.find(Attribute.XorRelayedAddress.class).orElseThrow(() -> new AssertionError(answer)).address();
    }

    /// Gets a nonce, so that the next request is answered at once.
    void greet() throws IOException {
        call(Method.REFRESH);
    }

    StunMessage call(Method method, Attribute... attributes) throws IOException {
        write(request(method, attributes));
        StunMessage answer = readMessage();
        if (answer.messageClass() == MessageClass.ERROR && answer.has(Attribute.Nonce.class)) {
            nonce = answer.find(Attribute.Nonce.class).orElseThrow().value();
            write(request(method, attributes));
            answer = readMessage();
        }
        return answer;
    }

    /// The bytes of a request, with integrity once there is a nonce.
    byte[] request(Method method, Attribute... attributes) {
        List<Attribute> all = new ArrayList<>(List.of(attributes));
        TransactionId id = new TransactionId(transactions++, 0);
        if (nonce.isEmpty()) {
            return bytes(StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all)));
        }
        all.add(new Attribute.Username(credential.username()));
        all.add(new Attribute.Realm(RunningRelay.REALM));
        all.add(new Attribute.Nonce(nonce));
        IntegrityKey key = PasswordAlgorithm.MD5.key(credential.username(), RunningRelay.REALM, credential.password());
        return bytes(StunEncoder.encode(new StunMessage(MessageClass.REQUEST, method, id, all), key,
                IntegrityAlgorithm.SHA1));
    }

    /// Writes all of it in one go.
    void write(byte[]... parts) throws IOException {
        ByteBuffer joined = ByteBuffer.allocate(List.of(parts).stream().mapToInt(part -> part.length).sum());
        List.of(parts).forEach(joined::put);
        socket.getOutputStream().write(joined.array());
    }

    /// The next message; its own bytes and no more are read.
    StunMessage readMessage() throws IOException {
        byte[] header = read(StunMessage.HEADER_BYTES);
        ByteBuffer message = ByteBuffer.allocate(StunMessage.HEADER_BYTES
                + (ByteBuffer.wrap(header).getShort(LENGTH_OFFSET) & 0xFFFF));
        message.put(header).put(read(message.remaining())).flip();
        return switch (StunDecoder.decode(message)) {
            case Decoded.Message decoded -> decoded.message();
            case Decoded.Malformed malformed -> throw new AssertionError(malformed.reason());
        };
    }

    byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /// What comes until the relay closes.
    byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
