package callbox.server;

import callbox.server.config.CallboxConfig;
import callbox.server.config.HttpConfig;
import callbox.server.tls.LocalNames;
import io.nayuki.qrcodegen.QrCode;
import java.io.PrintStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Where to open the page: for this machine as text, for a phone as text and as a QR code.
final class Banner {
    /// Modules of light around the code (ISO/IEC 18004, quiet zone).
    static final int QUIET_ZONE = 4;

    private static final char FULL_BLOCK = '█';

    private Banner() {}

    static void print(PrintStream out, CallboxConfig config, LocalNames names, int port) {
        out.printf("%nCallbox is ready.%n%n  On this machine   http://localhost:%d%n", port);
        elsewhere(config.http(), names, port).ifPresent(address -> {
            out.printf("  On other devices  %s%n", address);
            if (config.http().publicUri().isEmpty() && config.tls().selfSigned()) {
                out.println("  (its certificate is made by this machine: the browser asks once whether to go on)");
            }
            if (out.charset().newEncoder().canEncode(FULL_BLOCK)) {
                out.printf("%n%s%n", qrCode(address));
            }
        });
        out.flush();
    }

    /// Empty when nobody else can reach us.
    private static Optional<String> elsewhere(HttpConfig config, LocalNames names, int port) {
        return config.publicUri().map(Object::toString)
                .or(() -> address(config, names).map(address -> "https://" + literal(address) + ":" + port));
    }

    private static Optional<InetAddress> address(HttpConfig config, LocalNames names) {
        if (config.host().isEmpty()) {
            return names.reachable().stream().findFirst();
        }
        var listening = new InetSocketAddress(config.host(), 0).getAddress();
        return Optional.ofNullable(listening).filter(address -> !address.isLoopbackAddress());
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    /// Two modules to a character, dark on light, with the terminal's colours set: a code in light on dark is one that some
    /// cameras do not read.
    static String qrCode(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        var lines = new StringBuilder();
        for (int y = -QUIET_ZONE; y < code.size + QUIET_ZONE; y += 2) {
            lines.append("  \u001b[30;107m");
            for (int x = -QUIET_ZONE; x < code.size + QUIET_ZONE; x++) {
                lines.append(halfBlock(code.getModule(x, y), code.getModule(x, y + 1)));
            }
            lines.append("\u001b[0m\n");
        }
        return lines.toString();
    }

    private static char halfBlock(boolean upper, boolean lower) {
        if (upper) {
            return lower ? FULL_BLOCK : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
