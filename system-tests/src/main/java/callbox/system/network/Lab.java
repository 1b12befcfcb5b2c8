package callbox.system.network;

import callbox.system.process.Pause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/// Two clients, each behind a router of its own, and a server between the routers.
/// ```
/// left 192.168.71.2 ── router 45.0.1.2 ── 45.0.1.1 server 45.0.2.1 ── router 45.0.2.2 ── right 192.168.72.2
/// ```
/// The outer addresses are ordinary public ones, since a relay refuses special ranges; nothing here is connected to the machine's own network.
public final class Lab implements AutoCloseable {

    /// The address by which both clients reach the server.
    public static final String SERVER_ADDRESS = "45.0.1.1";

    /// Who leaves one network for another is without an address until DHCP has answered there. One that takes the place of another within milliseconds may be no change to a browser; a
    /// change that nobody is told of is [Router#forgetFlows].
    private static final Duration BETWEEN_NETWORKS = Duration.ofMillis(100);

    private static final AtomicInteger LABS = new AtomicInteger();

    private final String prefix = "callbox-" + ProcessHandle.current().pid() + "-" + LABS.incrementAndGet() + "-";
    /// What to do at the end, last thing first.
    private final Deque<Runnable> ending = new ArrayDeque<>();
    private final Namespace server;
    private final Side left;
    private final Side right;

    /// One client with its router.
    public record Side(Namespace client, Router router, String lan) {

        /// Takes the client's cable out, or puts it back in.
        public void cable(boolean in) {
            client.run("ip", "link", "set", "eth0", in ? "up" : "down");
            if (in) {
                route();
            }
        }

        /// Gives the client the other one of the two addresses that its LAN has for it, as after a change of network: 2 at first, then 3.
        public void readdress() {
            boolean first = client.run("ip", "-o", "-4", "addr", "show", "dev", "eth0").contains(lan + ".2/");
            client.run("ip", "addr", "flush", "dev", "eth0");
            Pause.of(BETWEEN_NETWORKS);
            client.run("ip", "addr", "add", lan + (first ? ".3" : ".2") + "/24", "dev", "eth0");
            route();
        }

        private void route() {
            client.run("ip", "route", "replace", "default", "via", lan + ".1");
        }
    }

    private Lab(boolean leftEmulated, boolean rightEmulated) {
        server = namespace("server");
        server.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
        left = side("left", 1, leftEmulated);
        right = side("right", 2, rightEmulated);
    }

    /// Both routers open, links as good as the kernel's.
    public static Lab withPlainLinks() {
        return new Lab(false, false);
    }

    /// Both routers open, with access links that can be impaired.
    public static Lab withEmulatedLinks() {
        return new Lab(true, true);
    }

    /// Both routers open; the access link of the left one can be impaired. An emulator takes a quarter of a processor at 100 Mbit/s, and a link that is
    /// as good as the kernel's needs none.
    public static Lab withEmulatedLinkAtLeft() {
        return new Lab(true, false);
    }

    public Namespace server() {
        return server;
    }

    public Side left() {
        return left;
    }

    public Side right() {
        return right;
    }

    /// Sets both routers.
    public void routers(Router.Mode mode) {
        left.router.become(mode);
        right.router.become(mode);
    }

    @Override
    public void close() {
        while (!ending.isEmpty()) {
            ending.pop().run();
        }
    }

    private Namespace namespace(String name) {
        Namespace namespace = Namespace.create(prefix + name);
        ending.push(namespace::close);
        return namespace;
    }

    private Side side(String name, int number, boolean emulated) {
        String lan = "192.168." + (70 + number);
        String outside = "45.0." + number;
        Namespace client = namespace(name);
        var router = new Router(Namespace.create(prefix + name + "-router"));
        ending.push(router::close);
        if (emulated) {
            Namespace.cable(client, "eth0", router.namespace(), "wire");
            Namespace.cable(router.namespace(), "inner", router.namespace(), "lan");
            router.emulate("wire", "inner");
        } else {
            Namespace.cable(client, "eth0", router.namespace(), "lan");
        }
        Namespace.cable(router.namespace(), "wan", server, name);
        address(router.namespace(), "lan", lan + ".1/24");
        address(router.namespace(), "wan", outside + ".2/24");
        address(server, name, outside + ".1/24");
        router.namespace().run("ip", "route", "add", "default", "via", outside + ".1");
        // Only an open router's LAN can be reached from outside; a NAT's never is, because nobody addresses it.
        server.run("ip", "route", "add", lan + ".0/24", "via", outside + ".2");
        address(client, "eth0", lan + ".2/24");
        client.run("ip", "route", "add", "default", "via", lan + ".1");
        router.become(Router.Mode.OPEN);
        return new Side(client, router, lan);
    }

    private static void address(Namespace namespace, String interfaceName, String address) {
        namespace.run("ip", "addr", "add", address, "dev", interfaceName);
    }
}
