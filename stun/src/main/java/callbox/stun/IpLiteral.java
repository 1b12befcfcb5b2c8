package callbox.stun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The textual forms of addresses: dotted quads, and IPv6 as in RFC 4291 section 2.2, written as in RFC 5952.
///
/// The JDK's own parser is not used because it silently turns `::ffff:10.0.0.1` into the IPv4 address 10.0.0.1.
final class IpLiteral {
    private static final int GROUPS = 8;

    private IpLiteral() {
    }

    static Optional<IpAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            return parseQuad(text).map(IpAddress::ipv4);
        }
        int gap = text.indexOf("::");
        Optional<List<Integer>> head = gap < 0 ? parseGroups(text, true)
                : parseGroups(text.substring(0, gap), false);
        Optional<List<Integer>> tail = gap < 0 ? Optional.of(List.of())
                : parseGroups(text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int missing = GROUPS - head.get().size() - tail.get().size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return Optional.empty();
        }
        List<Integer> groups = new ArrayList<>(head.get());
        for (int i = 0; i < missing; i++) {
            groups.add(0);
        }
        groups.addAll(tail.get());
        return Optional.of(IpAddress.ipv6(join(groups.subList(0, 4)), join(groups.subList(4, GROUPS))));
    }

    static String format(IpAddress address) {
        if (address.family() == AddressFamily.IPV4) {
            long bits = address.low();
            return (bits >>> 24) + "." + ((bits >>> 16) & 0xFF) + "." + ((bits >>> 8) & 0xFF) + "." + (bits & 0xFF);
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? address.high() : address.low();
            groups[i] = (int) ((half >>> (48 - 16 * (i % 4))) & 0xFFFF);
        }
        return formatGroups(groups);
    }

    /// RFC 5952 section 4.2: the longest run of two or more zero groups, the first of equals, becomes `::`.
    private static String formatGroups(int[] groups) {
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gap = i;
                gapLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    /// @param last whether the address ends here, where alone a dotted quad may stand
    private static Optional<List<Integer>> parseGroups(String text, boolean last) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(groups);
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                Optional<Integer> quad = parseQuad(parts[i]);
                if (quad.isEmpty()) {
                    return Optional.empty();
                }
                groups.add(quad.get() >>> 16);
                groups.add(quad.get() & 0xFFFF);
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }

    private static Optional<Integer> parseQuad(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int bits = 0;
        for (String part : parts) {
            // No leading zeros: some software reads them as octal, so they mean different hosts to different readers.
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            bits = (bits << 8) | Integer.parseInt(part);
        }
        return Optional.of(bits);
    }

    private static long join(List<Integer> groups) {
        return groups.stream().mapToLong(Integer::longValue).reduce(0, (bits, group) -> (bits << 16) | group);
    }
}
