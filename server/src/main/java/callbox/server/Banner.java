package callbox.server;

import callbox.server.config.HttpConfig;
import callbox.server.tls.LocalNames;
import io.nayuki.qrcodegen.QrCode;
import java.io.PrintStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/// Where to open the page: for this machine as text, for a phone as text and as a QR code.
final class Banner {
    /// ISO/IEC 18004, section 9.1: the quiet zone is four modules wide; two are enough for every camera that we tried.
    private static final int QUIET_ZONE = 2;

    private Banner() {}

    static void print(PrintStream out, HttpConfig config, LocalNames names, int port) {
        out.printf("%nCallbox is ready.%n%n  On this machine   http://localhost:%d%n", port);
        elsewhere(config, names, port).ifPresent(address -> {
            out.printf("  On other devices  %s%n", address);
            if (config.publicUri().isEmpty()) {
                out.println("  (its certificate is made by this machine: the browser asks once whether to go on)");
            }
            out.printf("%n%s%n", qrCode(address));
        });
        out.flush();
    }

    private static Optional<String> elsewhere(HttpConfig config, LocalNames names, int port) {
        return config.publicUri().map(Object::toString)
                .or(() -> names.reachable().stream().findFirst()
                        .map(address -> "https://" + host(address) + ":" + port));
    }

    private static String host(InetAddress address) {
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
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
