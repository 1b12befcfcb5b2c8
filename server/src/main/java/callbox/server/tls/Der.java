package callbox.server.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes ASN.1 values in the Distinguished Encoding Rules (ITU-T X.690): tag, length, content.
final class Der {
    private static final DateTimeFormatter GENERALIZED_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] value(int tag, byte[]... contents) {
        var content = concat(contents);
        return concat(new byte[]{(byte) tag}, length(content.length), content);
    }

    static byte[] sequence(byte[]... elements) {
        return value(0x30, elements);
    }

    static byte[] set(byte[]... elements) {
        return value(0x31, elements);
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] bool(boolean truth) {
        return value(0x01, new byte[]{(byte) (truth ? 0xff : 0)});
    }

    /// A bit string of whole bytes.
    static byte[] bitString(byte[] bytes) {
        return value(0x03, new byte[]{0}, bytes);
    }

    static byte[] octetString(byte[] bytes) {
        return value(0x04, bytes);
    }

    static byte[] utf8(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant instant) {
        return value(0x18, GENERALIZED_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /// `[number] EXPLICIT content`.
    static byte[] explicit(int number, byte[] content) {
        return value(0xa0 | number, content);
    }

    /// `[number] IMPLICIT content` of a primitive type.
    static byte[] implicit(int number, byte[] content) {
        return value(0x80 | number, content);
    }

    /// An object identifier in dotted form; X.690, section 8.19.
    static byte[] oid(String dotted) {
        var arcs = dotted.split("\\.", -1);
        var content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            content.writeBytes(base128(Integer.parseInt(arcs[i])));
        }
        return value(0x06, content.toByteArray());
    }

    private static byte[] base128(int number) {
        int groups = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(number) + 6) / 7);
        var bytes = new byte[groups];
        for (int i = 0; i < groups; i++) {
            int group = number >>> (7 * (groups - 1 - i)) & 0x7f;
            bytes[i] = (byte) (i < groups - 1 ? group | 0x80 : group);
        }
        return bytes;
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[]{(byte) length};
        }
        var bytes = BigInteger.valueOf(length).toByteArray();
        int skip = bytes[0] == 0 ? 1 : 0;
        var encoded = new byte[1 + bytes.length - skip];
        encoded[0] = (byte) (0x80 | bytes.length - skip);
        System.arraycopy(bytes, skip, encoded, 1, bytes.length - skip);
        return encoded;
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
