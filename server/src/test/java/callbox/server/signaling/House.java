package callbox.server.signaling;

import callbox.call.CallId;
import callbox.call.CallPolicy;
import callbox.call.DeviceRef;
import callbox.call.InMemoryCallStore;
import callbox.server.account.InMemoryUserStore;
import callbox.server.account.OpenAuthenticator;
import callbox.server.config.SignalingConfig;
import callbox.server.signaling.wire.IceServer;
import callbox.server.signaling.wire.Reply;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// Signaling without sockets and without threads: everything happens within the call that causes it, and time passes when the
/// test says so.
final class House {
    private static final SignalingConfig ROOMY = new SignalingConfig(1000, 1000, 100_000);
    private static final Duration TICK = Duration.ofMillis(250);

    final ManualClock clock = new ManualClock();
    private final SignalingConfig config;
    private final Executor executor;
    private final IceServers ice;
    private Signaling signaling;
    private final List<TestDevice> devices = new ArrayList<>();

    House() {
        this(ROOMY, Runnable::run);
    }

    House(SignalingConfig config, Executor executor) {
        this(config, executor, inMemory());
    }

    House(Stores stores) {
        this(ROOMY, Runnable::run, stores);
    }

    /// @param ice what devices are told about servers
    House(IceServers ice) {
        this(ROOMY, Runnable::run, inMemory(), ice);
    }

    private House(SignalingConfig config, Executor executor, Stores stores) {
        this(config, executor, stores, new StunAlone());
    }

    private House(SignalingConfig config, Executor executor, Stores stores, IceServers ice) {
        this.ice = ice;
        this.config = config;
        this.executor = executor;
        this.signaling = begin(stores);
    }

    private static Stores inMemory() {
        var calls = new InMemoryCallStore();
        return new Stores(calls, calls, calls, new InMemoryUserStore());
    }

    private Signaling begin(Stores stores) {
        var begun = new Signaling(config, CallPolicy.DEFAULT, new Signaling.Ground(stores,
                new OpenAuthenticator(stores.users(), clock), ice, Ids.random(), clock, executor));
        begun.start();
        return begun;
    }

    /// No credentials: nothing to tell for a call.
    private static final class StunAlone implements IceServers {
        @Override
        public Reply.Ice forCall(DeviceRef device, CallId call, Reach reach) {
            return withoutCall(reach);
        }

        @Override
        public Reply.Ice withoutCall(Reach reach) {
            return new Reply.Ice(List.of(IceServer.stun("stun:house:3478")), null, null);
        }
    }

    /// The process dies at once: nothing that it knew is left but what is stored, and no connection.
    void isKilled() {
        devices.forEach(TestDevice::isCut);
    }

    /// The next process.
    ///
    /// @param stores over what the last one has stored
    void startsAgain(Stores stores) {
        signaling = begin(stores);
    }

    /// A device of somebody new that has not connected yet.
    TestDevice device(String name) {
        return add(new TestDevice(this, name, secret(devices.size())));
    }

    TestDevice add(TestDevice device) {
        devices.add(device);
        return device;
    }

    /// A device that has said hello.
    TestDevice online(String name) {
        var device = device(name);
        device.connect();
        device.hello();
        passes(TICK);
        device.forget("people.changed");
        return device;
    }

    Admission connect(String address, Transport transport) {
        try {
            return signaling.connect(InetAddress.getByName(address), new Reach("house", 443, true), transport);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Lets time pass, in ticks; the devices go on pinging, but those that have fallen silent.
    void passes(Duration time) {
        for (var left = time; left.isPositive(); left = left.minus(TICK)) {
            clock.advance(left.compareTo(TICK) < 0 ? left : TICK);
            signaling.tick();
            devices.forEach(TestDevice::pings);
        }
    }

    void stop() {
        signaling.stop();
    }

    int connections() {
        return signaling.connections();
    }

    static String secret(int number) {
        return "%043d".formatted(number);
    }
}
