package callbox.server.signaling;

import callbox.call.CallEngine;
import callbox.call.CallPolicy;
import callbox.call.Switchboard;
import callbox.server.account.Authenticator;
import callbox.server.account.NamedUsers;
import callbox.server.config.SignalingConfig;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole of signaling: give it connections and tell it when time passes. Thread-safe.
public final class Signaling {
    private static final Logger log = LoggerFactory.getLogger(Signaling.class);

    private final SignalingConfig config;
    private final InstantSource clock;
    private final Executor executor;
    private final Addresses addresses;
    private final People people;
    private final Attendance attendance;
    private final Switchboard switchboard;
    private final Connection.Services services;
    private final Devices devices;
    private final Map<Long, Connection> connections = new ConcurrentHashMap<>(); // by number
    private final AtomicLong opened = new AtomicLong();
    private final AtomicBoolean chores = new AtomicBoolean();

    /// What signaling stands on.
    ///
    /// @param executor for what may block: a virtual thread per task
    public record Ground(Stores stores, Authenticator authenticator, IceServers ice, Ids ids, InstantSource clock,
            Executor executor) {}

    public Signaling(SignalingConfig config, CallPolicy policy, Ground ground) {
        this.config = config;
        this.clock = ground.clock;
        this.executor = ground.executor;
        this.addresses = new Addresses(config);
        var stores = ground.stores;
        var directory = new NamedUsers(stores.users());
        this.devices = new Devices(ground.ids, clock, executor);
        this.people = new People(devices, stores.users(), user -> stores.calls().liveCallOf(user).isPresent());
        var announcements = new Announcements(devices, people, stores.history(),
                new CallGrants(devices, ground.ice));
        this.switchboard = new Switchboard(new CallEngine(policy), new Switchboard.Ports(stores.calls(), stores.links(),
                directory, devices, announcements, ground.ids), clock);
        this.attendance = new Attendance(devices, people, switchboard);
        var ice = new IceRequests(stores.calls(), ground.ice);
        var greeting = new Greeting(new Greeting.Room(people, attendance, switchboard, ice), stores.history(),
                ground.ids, policy, clock);
        var handshake = new Handshake(ground.authenticator, stores.users(), devices, greeting, executor);
        var dispatcher = new Dispatcher(new ProfileRequests(stores.users(), people),
                new CallRequests(switchboard, devices), new LinkRequests(switchboard, directory),
                new HistoryRequests(stores.history(), devices), ice);
        this.services = new Connection.Services(handshake, dispatcher, attendance, clock, this::closed);
    }

    /// To be called once, before the first connection. May block.
    public void start() {
        switchboard.serverStarted();
    }

    /// Another WebSocket. Its frames go to the connection, whose frames go to the transport.
    ///
    /// @param reach how the client reached us
    public Admission connect(InetAddress client, Reach reach, Transport transport) {
        if (connections.size() >= config.maxConnections()) {
            log.warn("all {} connections are taken", config.maxConnections());
            return new Admission.ServerFull();
        }
        var address = addresses.admit(client, clock.instant());
        if (address.isEmpty()) {
            return new Admission.AddressFull();
        }
        var connection = new Connection(opened.incrementAndGet(), transport, address.get(), reach, services);
        connections.put(connection.number(), connection);
        return new Admission.Admitted(connection);
    }

    private void closed(Connection connection) {
        connections.remove(connection.number());
        addresses.release(connection.address());
    }

    /// To be called four times a second. Returns at once; what may block runs on the executor, one round at a time.
    public void tick() {
        var now = clock.instant();
        connections.values().forEach(connection -> connection.tick(now));
        attendance.expire(now);
        addresses.tidy(now);
        if (!chores.getAndSet(true)) {
            executor.execute(() -> doChores(now));
        }
    }

    private void doChores(Instant now) {
        try {
            switchboard.deadlines();
            people.flush(now);
        } catch (RuntimeException e) {
            log.error("the call store cannot be reached", e);
        } finally {
            chores.set(false);
        }
    }

    /// Closes all connections; the devices come back to the next process.
    public void stop() {
        connections.values().forEach(connection -> connection.close(CloseCode.SERVER_STOPPING));
    }

    /// How many devices have a session, those that are away included.
    public int sessions() {
        return devices.all().size();
    }

    /// How many WebSockets are open.
    public int connections() {
        return connections.size();
    }
}
