package callbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A WebSocket by hand (RFC 6455), for what no client library does: broken frames, and not reading.
public final class RawSocket implements AutoCloseable {
    public static final int TEXT = 0x81;
    public static final int PING = 0x89;

    private static final String UPGRADE = """
            GET /ws HTTP/1.1
            Host: localhost
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Protocol: callbox.v1

            """;
    private static final int MASKED = 0x80;
    private static final int LENGTH_OF_16_BITS = 126;

    private final Socket socket = new Socket();

    /// @param receiveBuffer how much the system takes in while nobody reads; 0: as it likes
    public RawSocket(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress("localhost", port));
        write(UPGRADE.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101");
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// Sends one frame with a mask of zeros, which changes nothing.
    public void send(int firstByte, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < LENGTH_OF_16_BITS) {
            frame.write(MASKED | payload.length);
        } else {
            frame.write(MASKED | LENGTH_OF_16_BITS);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        write(frame.toByteArray());
    }

    public void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] read(int length) throws IOException {
        return socket.getInputStream().readNBytes(length);
    }

    /// Reads until this text has come.
    public void awaitText(String text) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int octet = socket.getInputStream().read();
            assertThat(octet).as("more after %s", read).isNotNegative();
            read.append((char) octet);
        }
    }

    /// The code of the close frame that must come next.
    public int closeCode() throws IOException {
        var frame = read(4);
        assertThat(frame[0]).as("a close frame").isEqualTo((byte) 0x88);
        return (frame[2] & 0xff) << 8 | (frame[3] & 0xff);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
