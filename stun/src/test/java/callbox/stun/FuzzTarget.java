package callbox.stun;

import java.nio.ByteBuffer;

/// What must hold for any bytes: decoding never throws, and what decodes survives encoding and decoding.
final class FuzzTarget {
    private static final IntegrityKey KEY = PasswordAlgorithm.MD5.key("user", "realm", "secret");

    private FuzzTarget() {
    }

    static void run(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean send = new SendIndication().read(buffer, 0, bytes.length);
        if (!(StunDecoder.decode(buffer) instanceof Decoded.Message decoded)) {
            return;
        }
        decoded.integrity().forEach(mark -> KEY.verifies(decoded, mark));
        if (send && !decoded.message().has(Attribute.XorPeerAddress.class)) {
            throw new AssertionError("the two readers of a Send indication disagree");
        }
        ByteBuffer again = StunEncoder.encode(decoded.message());
        if (!(StunDecoder.decode(again) instanceof Decoded.Message second)
                || !second.message().equals(decoded.message())) {
            throw new AssertionError("decoded, encoded and decoded again, it is another message: " + decoded.message());
        }
    }
}
