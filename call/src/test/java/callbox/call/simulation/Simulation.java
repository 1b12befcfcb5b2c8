package callbox.call.simulation;

import static callbox.call.simulation.Invariants.require;

import callbox.call.Call;
import callbox.call.CallEffect;
import callbox.call.CallEngine;
import callbox.call.CallOutcome.Changed;
import callbox.call.CallPolicy.Grace;
import callbox.call.CallPolicy;
import callbox.call.CallReply;
import callbox.call.DeviceRef;
import callbox.call.EndReason;
import callbox.call.FakeWorld;
import callbox.call.InMemoryCallStore;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Participant;
import callbox.call.ParticipantState.Left;
import callbox.call.SignalRoute;
import callbox.call.Switchboard;
import callbox.call.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One random sequence: devices that command, lose their connection and come back, a network that delays, reorders, doubles and loses
/// their commands, a clock that jumps, and a server that is restarted. The same seed gives the same sequence.
final class Simulation {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int MIN_STEPS = 10;
    private static final int MAX_STEPS = 50;

    private final RandomGenerator random;
    private final Consumer<Supplier<String>> trace;
    private final Cast cast;
    private final FakeWorld world = new FakeWorld(START);
    private final InMemoryCallStore store = new InMemoryCallStore();
    private final Invariants invariants = new Invariants();
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private final List<Sent> underWay = new ArrayList<>();
    private final CommandSource commands;
    private Switchboard switchboard;

    /// @param trace gets a line for each thing that happens
    Simulation(long seed, Consumer<Supplier<String>> trace) {
        this.random = new SplittableRandom(seed);
        this.trace = trace;
        this.cast = Cast.of(random);
        this.switchboard = newSwitchboard();
        List<LinkId> links = Stream.of(Media.AUDIO, Media.VIDEO)
                .map(media -> switchboard.createLink(cast.users().getFirst().id(), media).id())
                .toList();
        this.commands = new CommandSource(random, cast, store, links);
    }

    private Switchboard newSwitchboard() {
        WatchedStore watched = new WatchedStore(store, this::perhapsOvertake, this::committed);
        return new Switchboard(
                new CallEngine(CallPolicy.DEFAULT),
                new Switchboard.Ports(watched, store, world, world, this::announced, world),
                world);
    }

    void run() {
        cast.users().forEach(world::knows);
        cast.devices().stream().filter(_ -> random.nextInt(5) > 0).forEach(world::online);
        int steps = random.nextInt(MIN_STEPS, MAX_STEPS);
        for (int step = 0; step < steps; step++) {
            step();
        }
        quiet();
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> moveDevice(oneOf(cast.devices()));
            case 3 -> pass(Duration.ofMillis(random.nextInt(random.nextInt(8) == 0 ? 300_000 : 20_000)));
            case 4 -> passToADeadline();
            case 5 -> signal(oneOf(cast.devices()), oneOf(cast.users()));
            case 6 -> restartNowAndThen();
            case 7, 8, 9 -> deliverLate();
            default -> send(commands.next());
        }
    }

    /// Into the network: at once, later, or at once and again later. What is never taken out of there is lost.
    private void send(Sent sent) {
        int way = random.nextInt(10);
        if (way >= 7) {
            underWay.add(sent);
        }
        if (way <= 7) {
            deliver(sent);
        }
    }

    private void deliverLate() {
        if (!underWay.isEmpty()) {
            Sent sent = oneOf(underWay);
            if (random.nextBoolean()) {
                underWay.remove(sent);
            }
            deliver(sent);
        }
    }

    /// Nothing comes from a device without a connection.
    private void deliver(Sent sent) {
        if (!world.devicesOf(sent.by().user()).contains(sent.by().device())) {
            return;
        }
        trace.accept(sent.text());
        Delivery delivery = new Delivery(sent.by());
        deliveries.push(delivery);
        CallReply reply = sent.command().apply(switchboard);
        deliveries.pop();
        trace.accept(() -> "  " + inWords(reply));
        delivery.checkCommand(reply);
    }

    private void notice(String what, Runnable event) {
        trace.accept(() -> what);
        Delivery delivery = new Delivery(null);
        deliveries.push(delivery);
        event.run();
        deliveries.pop();
        delivery.checkAnnounced();
    }

    private void moveDevice(DeviceRef device) {
        if (random.nextInt(7) < 4) {
            away(device);
        } else {
            world.online(device);
            boolean anew = random.nextBoolean();
            notice(device + (anew ? " is back with a new page" : " is back"),
                    () -> switchboard.deviceBack(device, anew));
        }
    }

    private void away(DeviceRef device) {
        world.offline(device);
        notice(device + " is away", () -> switchboard.deviceAway(device));
    }

    private void pass(Duration time) {
        world.at(world.instant().plus(time));
        notice(time + " pass", switchboard::deadlines);
    }

    /// To a deadline, or just before it.
    private void passToADeadline() {
        List<Call> waiting = store.all().stream().filter(call -> call.deadline() != null).toList();
        if (!waiting.isEmpty()) {
            Instant deadline = oneOf(waiting).deadline();
            Duration time = Duration.between(world.instant(), deadline).minusMillis(random.nextInt(2));
            pass(time.isNegative() ? Duration.ZERO : time);
        }
    }

    private void restartNowAndThen() {
        if (random.nextInt(4) == 0) {
            world.at(world.instant().plusSeconds(random.nextInt(120)));
            cast.devices().forEach(world::offline);
            switchboard = newSwitchboard();
            notice("the server starts again", switchboard::serverStarted);
        }
    }

    /// A signal goes from a device that has joined to devices of somebody who is in the same call, or it goes nowhere.
    private void signal(DeviceRef from, User to) {
        Call call = store.all().isEmpty() ? null : oneOf(store.all());
        if (call == null || !(switchboard.signalTargets(from, call.id(), to.id()) instanceof SignalRoute.To route)) {
            return;
        }
        Participant sender = call.participant(from.user()).orElseThrow();
        Participant receiver = call.participant(to.id()).orElseThrow();
        require(sender.joinedOn(from.device()), "only a device that joined sends");
        require(receiver.live() && !sender.equals(receiver), "a signal stays in the call");
        require(route.devices().stream().allMatch(device -> cast.devices().contains(new DeviceRef(to.id(), device))),
                "a signal reaches devices of its receiver");
        require(!receiver.joined() || route.devices().stream().allMatch(receiver::joinedOn),
                "a signal reaches no device that has not joined");
    }

    /// All devices go, and all the time that a call may take passes.
    private void quiet() {
        cast.devices().forEach(this::away);
        for (int round = 0; round < CallPolicy.PARTICIPANTS && !store.live(null, 1).isEmpty(); round++) {
            pass(CallPolicy.RING.plus(Grace.LONGEST));
        }
        invariants.quiet(store.all());
        for (User user : cast.users()) {
            require(!switchboard.busy(user.id()), "nobody is busy for ever");
            require(store.missed(user.id()) == invariants.missed(user.id()), "missed calls are counted");
        }
    }

    /// Between what a command reads, decides and commits, somebody else's command may come first.
    private void perhapsOvertake() {
        if (deliveries.size() == 1 && random.nextInt(32) == 0) {
            trace.accept(() -> "  overtaken by");
            deliver(commands.next());
        }
    }

    private void committed(@Nullable Call before, Changed change) {
        trace.accept(() -> "  -> " + inWords(change.call()));
        Delivery delivery = deliveries.getFirst();
        delivery.committed(change.effects(), somebodyIsLost(before, change.call()));
        invariants.committed(before, change, device -> device.equals(delivery.by()));
    }

    private static boolean somebodyIsLost(@Nullable Call before, Call after) {
        return before != null && after.participants().stream().anyMatch(
                participant -> participant.state() instanceof Left(EndReason reason, Instant _, Instant _)
                        && reason == EndReason.LOST
                        && before.participant(participant.id()).filter(Participant::live).isPresent());
    }

    private void announced(List<CallEffect> effects) {
        deliveries.getFirst().announced(effects);
    }

    private static String inWords(CallReply reply) {
        return switch (reply) {
            case CallReply.Done(Call call) -> "done: " + call.id() + " v" + call.version();
            case CallReply.Refused(var refusal) -> "refused: " + refusal.code();
        };
    }

    private static String inWords(Call call) {
        StringBuilder words = new StringBuilder(call.id() + " v" + call.version());
        call.participants().forEach(participant -> words.append("; ").append(participant.id()).append(' ')
                .append(participant.state()));
        return words.append("; end ").append(call.end()).toString();
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
