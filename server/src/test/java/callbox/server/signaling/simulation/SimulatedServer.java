package callbox.server.signaling.simulation;

import static callbox.call.simulation.Invariants.require;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.CallOutcome.Changed;
import callbox.call.CallPolicy.Grace;
import callbox.call.CallPolicy;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.EndReason;
import callbox.call.InMemoryCallStore;
import callbox.call.Link;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.UserId;
import callbox.call.simulation.Invariants;
import callbox.call.simulation.WatchedStore;
import callbox.server.SteadyClock;
import callbox.server.account.InMemoryUserStore;
import callbox.server.account.OpenAuthenticator;
import callbox.server.config.SignalingConfig;
import callbox.server.signaling.Admission;
import callbox.server.signaling.Connection;
import callbox.server.signaling.IceServers;
import callbox.server.signaling.Ids;
import callbox.server.signaling.Reach;
import callbox.server.signaling.Signaling;
import callbox.server.signaling.Stores;
import callbox.server.signaling.wire.Reply;
import callbox.server.signaling.wire.ResumeToken;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The real signaling in processes that come and go over the same stores.
final class SimulatedServer {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final SignalingConfig ROOMY = new SignalingConfig(10_000, 10_000, 1_000_000);
    /// A call whose devices are all gone for ever ends within the quiet time; a longer grace would only make every run longer.
    private static final CallPolicy PATIENCE = new CallPolicy(CallPolicy.RING,
            new Grace(Grace.RINGING, Grace.JOINED, Grace.JOINED, Duration.ofSeconds(40)), CallPolicy.PARTICIPANTS,
            CallPolicy.REMEMBERED);
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();
    private static final Reach REACH = new Reach("simulation", 443, true);

    /// Less often than a real one, which only makes it the slower to notice.
    private static final long TICK = Timeline.SECOND;
    private static final long LONGEST_WAIT = 3 * Timeline.MS;

    private final Timeline timeline;
    private final RandomGenerator random;
    private final Consumer<Supplier<String>> trace;
    private final InMemoryCallStore calls = new InMemoryCallStore();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final Invariants invariants = new Invariants();
    private final Set<DeviceRef> askedToMove = new HashSet<>();
    private final Ids ids;
    private final List<Wire> wires = new ArrayList<>();
    private Duration wallClockOff = Duration.ZERO;
    private @Nullable Incarnation running;
    private boolean stopping;
    private boolean calm;
    private boolean paused;

    SimulatedServer(Timeline timeline, RandomGenerator random, Consumer<Supplier<String>> trace) {
        this.timeline = timeline;
        this.random = random;
        this.trace = trace;
        this.ids = new CountingIds();
    }

    /// One process from its start to its end; what it has not stored dies with it.
    final class Incarnation {
        private final Signaling signaling;
        private final List<Runnable> tasks = new ArrayList<>();
        private final Map<DeviceRef, CallId> granted = new HashMap<>();
        private boolean alive = true;
        private boolean started;
        private int depth;

        private Incarnation() {
            var clock = new SteadyClock(() -> wallClock(), () -> timeline.now() * 1000);
            var watched = new WatchedStore(calls, this::waitsForTheStore, this::committed);
            var stores = new Stores(watched, calls, calls, users);
            signaling = new Signaling(ROOMY, PATIENCE, new Signaling.Ground(stores,
                    new OpenAuthenticator(users, clock), new Relay(granted), ids, clock, this::execute));
            signaling.start();
            started = true;
            tick();
        }

        boolean alive() {
            return alive;
        }

        private void tick() {
            if (alive) {
                if (!paused) {
                    signaling.tick();
                }
                timeline.in(TICK, this::tick);
            }
        }

        private void execute(Runnable task) {
            tasks.add(task);
            timeline.in(random.nextLong(LONGEST_WAIT), this::runOne);
        }

        private void runOne() {
            if (alive && !tasks.isEmpty()) {
                try {
                    tasks.remove(random.nextInt(tasks.size())).run();
                } catch (Killed _) {
                    trace.accept(() -> "  killed at that point");
                }
            }
        }

        /// Here a thread may be overtaken by others, or be killed with all of them.
        private void waitsForTheStore() {
            if (!started || calm) {
                return;
            }
            int dice = random.nextInt(512);
            if (dice == 0) {
                kill();
                throw new Killed();
            }
            if (dice < 32 && depth < 4 && !tasks.isEmpty()) {
                depth++;
                trace.accept(() -> "  overtaken by");
                tasks.remove(random.nextInt(tasks.size())).run();
                depth--;
            }
        }

        private void committed(@Nullable Call before, Changed change) {
            trace.accept(() -> "  -> " + inWords(change.call()));
            invariants.committed(before, change, askedToMove::contains);
            if (before != null) {
                onlyTheAbsentAreLost(before, change.call());
            }
            waitsForTheStore();
        }

        /// Here a call ends when a person ends it, or is really gone. Who comes with a new page to a call that nobody attends is not in it any more.
        private void onlyTheAbsentAreLost(Call before, Call after) {
            List<DeviceId> lost = before.participants().stream()
                    .filter(participant -> after.participant(participant.id()).orElseThrow()
                            .state() instanceof Left left && left.reason() == EndReason.LOST)
                    .flatMap(participant -> participant.state() instanceof Joined joined
                            ? Stream.of(joined.device())
                            : Stream.empty())
                    .toList();
            require(lost.isEmpty() || nobodyAttends(before) || !lost.stream().allMatch(this::reaches),
                    () -> "nobody is lost who is there: " + before);
        }

        private static boolean nobodyAttends(Call call) {
            return call.participants().stream().noneMatch(it -> it.joined() && it.awaySince() == null);
        }

        private boolean reaches(DeviceId device) {
            return wires.stream().anyMatch(wire -> wire.belongsTo(this) && wire.carries(device.value()));
        }

        /// Whether it holds nothing any more for anybody.
        void checkEmpty() {
            require(tasks.isEmpty(), "no task is left");
            require(signaling.connections() == 0, "no connection is left");
            require(signaling.sessions() == 0, "no session is left");
            require(granted.isEmpty(), () -> "no credential outlives its call: " + granted);
        }
    }

    /// The end of the thread that was running when its process was killed.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /// Remembers for which call each device has credentials.
    private record Relay(Map<DeviceRef, CallId> granted) implements IceServers {
        @Override
        public Reply.Ice forCall(DeviceRef device, CallId call, Reach reach) {
            granted.put(device, call);
            return new Reply.Ice(List.of(), null, call);
        }

        @Override
        public Reply.Ice withoutCall(Reach reach) {
            return new Reply.Ice(List.of(), null, null);
        }

        @Override
        public void left(CallId call, UserId user, @Nullable DeviceId but) {
            granted.entrySet().removeIf(grant -> grant.getValue().equals(call)
                    && grant.getKey().user().equals(user) && !grant.getKey().device().equals(but));
        }

        @Override
        public void callEnded(CallId call) {
            granted.values().removeIf(call::equals);
        }
    }

    record Accepted(Incarnation process, Connection connection) {}

    @Nullable
    Accepted accept(Wire wire) {
        wires.add(wire);
        return running != null && running.signaling.connect(CLIENT, REACH, wire) instanceof Admission.Admitted(var it)
                ? new Accepted(running, it)
                : null;
    }

    /// Unless it runs; after the last one has ended.
    void start() {
        if (stopping) {
            timeline.in(TICK, this::start);
        } else if (running == null) {
            trace.accept(() -> "the server starts");
            running = new Incarnation();
        }
    }

    void kill() {
        if (running != null) {
            trace.accept(() -> "the server is killed");
            var process = running;
            process.alive = false;
            running = null;
            wires.stream().filter(wire -> wire.belongsTo(process)).forEach(Wire::breaks);
        }
    }

    /// SIGTERM: says so, finishes what it has begun, and is gone.
    void stop() {
        if (running != null) {
            trace.accept(() -> "the server stops");
            var process = running;
            running = null;
            stopping = true;
            process.signaling.stop();
            timeline.in(TICK, () -> {
                process.alive = false;
                stopping = false;
            });
        }
    }

    /// Somebody sets the machine's clock.
    void setClock(Duration by) {
        wallClockOff = wallClockOff.plus(by);
    }

    /// No thread is overtaken or killed any more.
    void calmDown() {
        calm = true;
    }

    /// The device has sent a request that may move its user's part in a call to it.
    void askedToMove(UserId user, String device) {
        askedToMove.add(new DeviceRef(user, new DeviceId(device)));
    }

    /// A link of the first user.
    String newLink(Media media) {
        Link link = new Link(ids.nextLink(), media, new UserId("u_1"), wallClock(), wallClock());
        calls.create(link);
        return link.id().value();
    }

    /// Notices nothing any more, so that what is under way can arrive.
    void pause() {
        paused = true;
    }

    void goOn() {
        paused = false;
    }

    private Instant wallClock() {
        return START.plusNanos(timeline.now() * 1000).plus(wallClockOff);
    }

    InMemoryCallStore calls() {
        return calls;
    }

    Invariants invariants() {
        return invariants;
    }

    Incarnation running() {
        if (running == null) {
            throw new IllegalStateException("no server runs");
        }
        return running;
    }

    private static String inWords(Call call) {
        StringBuilder words = new StringBuilder(call.id() + " v" + call.version());
        call.participants().forEach(participant -> words.append("; ").append(participant.id()).append(' ')
                .append(participant.state()));
        return words.append("; end ").append(call.end()).toString();
    }

    /// Ids in the order in which they are asked for, of the form that the protocol wants.
    private static final class CountingIds implements Ids {
        private int made;

        @Override
        public DeviceId nextDevice() {
            return new DeviceId("d_" + number());
        }

        @Override
        public ResumeToken nextToken() {
            return new ResumeToken("t_" + number());
        }

        @Override
        public CallId nextCall() {
            return new CallId("c_" + number());
        }

        @Override
        public LinkId nextLink() {
            return new LinkId(number());
        }

        private String number() {
            String digits = Integer.toString(++made);
            return "0".repeat(22 - digits.length()) + digits;
        }
    }
}
