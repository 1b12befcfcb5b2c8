package callbox.server.http;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// A host with perhaps a port, as `Host` has it (RFC 9110, section 7.2). It comes from the client and goes into headers and
/// addresses, so nothing but a name, an IPv4 address, or an IPv6 address in brackets is one.
///
/// @param host an IPv6 address keeps its brackets
record Authority(String host, OptionalInt port) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.\\-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");

    static Optional<Authority> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var port = parts.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts.group(2)));
        return Optional.of(new Authority(parts.group(1), port));
    }

    @Override
    public String toString() {
        return port.isPresent() ? host + ":" + port.getAsInt() : host;
    }
}
