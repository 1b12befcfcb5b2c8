package callbox.system.network;

import callbox.system.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The router between a client's LAN and the network outside: what it translates, what it lets through, and how good the access link is.
public final class Router implements AutoCloseable {

    /// What a router does to packets on their way (RFC 4787 for the words on NAT).
    public enum Mode {
        /// Plain routing.
        OPEN(""),
        /// A NAT that keeps ports: endpoint-independent mapping as seen by ICE, address- and port-dependent filtering.
        PORT_KEEPING("masquerade"),
        /// A NAT with address- and port-dependent mapping: another port for each destination.
        PER_DESTINATION("masquerade fully-random"),
        /// A NAT that lets no UDP through.
        UDP_BLOCKED("masquerade", "meta l4proto udp drop"),
        /// A NAT that lets nothing out but TCP to port 443.
        ONLY_443("masquerade", "iifname \"lan\" tcp dport != 443 drop", "iifname \"lan\" meta l4proto != tcp drop");

        private final String translation;
        private final String filter;

        Mode(String translation, String... filter) {
            this.translation = translation.isEmpty() ? "" : "oifname \"wan\" " + translation;
            this.filter = String.join("\n", filter);
        }
    }

    private final Namespace namespace;
    private @Nullable Process emulator;
    private @Nullable BufferedReader emulatorOutput;

    Router(Namespace namespace) {
        this.namespace = namespace;
        namespace.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
    }

    Namespace namespace() {
        return namespace;
    }

    /// Changes what the router does.
    public void become(Mode mode) {
        boolean open = mode == Mode.OPEN;
        // Unsolicited packets must not reach INPUT either: they would leave a conntrack entry, and the masquerade would then take another port.
        String unsolicited = open ? "" : "iifname \"wan\" ct state new drop";
        load("""
                flush ruleset
                table inet router {
                  chain translate { type nat hook postrouting priority srcnat; %s
                  }
                  chain forward { type filter hook forward priority filter; %s
                    %s
                  }
                  chain input { type filter hook input priority filter; %s
                  }
                }
                """.formatted(mode.translation, mode.filter, unsolicited, unsolicited));
    }

    /// Forgets all flows, as a router does that was restarted, or whose provider gave it another address: what belongs to one of before is dropped from now on, and
    /// neither end is told. New ones are let through.
    public void forgetFlows() {
        load("""
                add rule inet router forward ct state new ct mark set 1
                add rule inet router forward ct mark != 1 drop
                """);
    }

    /// Sets what the access link does to packets of the client (`up`) and for it (`down`). Only in a lab with emulated links.
    public void impair(Impairment up, Impairment down) {
        command("up " + up.toLine());
        command("down " + down.toLine());
    }

    /// Sets the same for both directions.
    public void impair(Impairment both) {
        impair(both, both);
    }

    /// Starts to join two interfaces of this router by an impaired cable.
    void emulate(String clientSide, String networkSide) {
        try {
            List<String> words = namespace.command(JavaCommand.of("64m", LinkEmulator.class.getName(), clientSide, networkSide).toArray(String[]::new));
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            emulator = process;
            emulatorOutput = process.inputReader(StandardCharsets.UTF_8);
            expect("ready");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (emulator != null) {
            emulator.destroy();
        }
        namespace.close();
    }

    private void command(String line) {
        if (emulator == null) {
            throw new IllegalStateException("this lab has plain links");
        }
        try {
            emulator.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            emulator.getOutputStream().flush();
            expect("done");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void expect(String word) throws IOException {
        String line = emulatorOutput == null ? null : emulatorOutput.readLine();
        if (!word.equals(line)) {
            throw new IllegalStateException("the link emulator said " + line);
        }
    }

    private void load(String rules) {
        try {
            Process nft = new ProcessBuilder(namespace.command("nft", "-f", "-")).inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
            nft.getOutputStream().write(rules.getBytes(StandardCharsets.UTF_8));
            nft.getOutputStream().close();
            if (nft.waitFor() != 0) {
                throw new IllegalStateException("nft refused:\n" + rules);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
