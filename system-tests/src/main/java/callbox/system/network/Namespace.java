package callbox.system.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A Linux network namespace that we have made. Its interfaces go with it.
public final class Namespace implements AutoCloseable {

    private final String name;

    private Namespace(String name) {
        this.name = name;
    }

    /// Makes a namespace with a loopback interface that is up.
    ///
    /// @throws IllegalStateException when the name is taken: it is not ours, then
    static Namespace create(String name) {
        run(List.of("ip", "netns", "add", name));
        var namespace = new Namespace(name);
        namespace.run("ip", "link", "set", "lo", "up");
        return namespace;
    }

    public String name() {
        return name;
    }

    /// The words that start a program in here: put the program's own behind them.
    public List<String> command(String... program) {
        var words = new ArrayList<>(List.of("ip", "netns", "exec", name));
        words.addAll(List.of(program));
        return words;
    }

    /// Runs a command in here to its end.
    ///
    /// @return what it has written
    /// @throws IllegalStateException when it fails
    public String run(String... program) {
        return run(command(program));
    }

    /// Connects two namespaces by a cable (veth pair) without offloads, which raw sockets would see as frames longer than any cable carries.
    static void cable(Namespace left, String leftName, Namespace right, String rightName) {
        run(List.of("ip", "-n", left.name, "link", "add", leftName, "type", "veth", "peer", "name", rightName, "netns",
                right.name));
        left.bringUp(leftName);
        right.bringUp(rightName);
    }

    private void bringUp(String interfaceName) {
        run("ethtool", "-K", interfaceName, "tx", "off", "tso", "off", "gso", "off", "gro", "off");
        run("ip", "link", "set", interfaceName, "up");
    }

    @Override
    public void close() {
        run(List.of("ip", "netns", "del", name));
    }

    private static String run(List<String> words) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", words) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
