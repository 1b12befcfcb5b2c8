package callbox.server.signaling.simulation;

import static callbox.call.simulation.Invariants.require;

import callbox.call.Call;
import callbox.call.Media;
import callbox.call.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One run: people on their devices, a network that fails, a server that dies and comes back, clocks that leap; then quiet, and the
/// question whether all agree; then everybody goes, and the question whether anything is left.
final class Simulation {
    private static final List<String> NAMES = List.of("ann", "bob", "cy", "dee");
    private static final int MIN_STEPS = 4;
    private static final int MAX_STEPS = 26;
    private static final long LONGEST_STEP = 2500 * Timeline.MS;

    /// A page notices that its socket is dead (8 s) and comes back (5 s at most), and a phone that it asks for then has rung (45 s), by a
    /// clock that is off by a tenth (50 s), when the server next looks (1 s). A server that waits for somebody in vain needs less: 9 s of
    /// silence and a grace of 30 s.
    private static final long QUIET = 66 * Timeline.SECOND;

    /// For what is under way when nothing new comes.
    private static final long SETTLING = 3 * Timeline.SECOND;

    private final RandomGenerator random;
    private final long seed;
    private final Timeline timeline = new Timeline();
    private final Consumer<Supplier<String>> trace;
    private final SimulatedServer server;
    private final People people;
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private int wires;

    /// @param trace gets a line for each thing that happens
    Simulation(long seed, Consumer<Supplier<String>> trace) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.trace = line -> trace.accept(() -> "%8.3f %s".formatted(timeline.now() / 1e6, line.get()));
        this.server = new SimulatedServer(timeline, new SplittableRandom(seed + 1), this.trace);
        this.people = new People(random, server);
    }

    void run() {
        begin();
        int steps = random.nextInt(MIN_STEPS, MAX_STEPS);
        for (int step = 0; step < steps; step++) {
            timeline.pass(random.nextLong(LONGEST_STEP));
            step();
        }
        heal();
        timeline.pass(QUIET);
        agreed();
        everybodyGoes();
    }

    private void begin() {
        server.start();
        int persons = 2 + random.nextInt(NAMES.size() - 1);
        for (int person = 0; person < persons; person++) {
            int count = 1 + (random.nextInt(3) == 0 ? 1 : 0);
            for (int number = 1; number <= count; number++) {
                devices.add(new SimulatedDevice(NAMES.get(person) + number, NAMES.get(person), secret(person)));
            }
        }
        devices.forEach(device -> timeline.in(random.nextLong(Timeline.SECOND), () -> open(device)));
        timeline.pass(2 * Timeline.SECOND);
        if (random.nextInt(3) == 0) {
            people.haveLink(server.newLink(random.nextBoolean() ? Media.VIDEO : Media.AUDIO));
        }
    }

    private static String secret(int person) {
        return "%043d".formatted(person);
    }

    private void open(SimulatedDevice device) {
        device.shows(null);
        trace.accept(() -> device + " opens a page");
        // A page's own dice: what the others do does not change its pauses.
        var page = new Page(device, timeline, new SplittableRandom(seed ^ device.prefix().hashCode() * 31L
                + device.name().hashCode()), this::wire, (it, what) -> trace.accept(() -> it + " " + what.get()));
        device.shows(page);
        page.connect();
    }

    private Wire wire(Page page) {
        wires++;
        return new Wire(wires, timeline, new SplittableRandom(seed * 1000 + wires), page, server);
    }

    private void step() {
        SimulatedDevice device = devices.get(random.nextInt(devices.size()));
        switch (random.nextInt(40)) {
            case 0, 1 -> reload(device, random.nextLong(Timeline.SECOND));
            case 2 -> reload(device, random.nextLong(40 * Timeline.SECOND));
            case 3 -> vanish(device);
            case 4, 5 -> hole(device, random.nextLong(3 * Timeline.SECOND));
            case 6 -> hole(device, random.nextLong(40 * Timeline.SECOND));
            case 7, 8 -> breaks(device);
            case 9, 10 -> changesNetwork(device);
            case 11 -> restart(server::kill, random.nextLong(3 * Timeline.SECOND));
            case 12 ->
                restart(random.nextBoolean() ? server::kill : server::stop, random.nextLong(50 * Timeline.SECOND));
            case 13 -> setsClock();
            default -> {
                if (device.page() != null && device.page().known()) {
                    people.act(device.page());
                }
            }
        }
    }

    private void reload(SimulatedDevice device, long pause) {
        Page page = device.page();
        if (page != null) {
            trace.accept(() -> device + " closes its page");
            page.close();
            device.shows(null);
            timeline.in(pause, () -> {
                if (device.page() == null && !device.lostForGood()) {
                    open(device);
                }
            });
        }
    }

    /// Falls into the water: no close frame, and it never comes back.
    private void vanish(SimulatedDevice device) {
        Page page = device.page();
        if (page != null && random.nextInt(3) == 0) {
            trace.accept(() -> device + " is lost for good");
            device.isLostForGood();
            hole(device, Timeline.SECOND * 3600);
            page.close();
            device.shows(null);
        }
    }

    private void hole(SimulatedDevice device, long time) {
        Wire wire = wireOf(device);
        if (wire != null) {
            trace.accept(() -> device + " has a black hole for " + time / Timeline.MS + " ms on " + wire);
            wire.hole(time);
        }
    }

    private void breaks(SimulatedDevice device) {
        Wire wire = wireOf(device);
        if (wire != null) {
            trace.accept(() -> wire + " of " + device + " breaks");
            wire.breaks();
        }
    }

    /// The old way is gone, perhaps for good; the browser says `online`.
    private void changesNetwork(SimulatedDevice device) {
        hole(device, random.nextBoolean() ? 3600 * Timeline.SECOND : random.nextLong(5 * Timeline.SECOND));
        Page page = device.page();
        if (page != null) {
            trace.accept(() -> device + " opens another socket");
            page.reopen();
        }
    }

    private static @Nullable Wire wireOf(SimulatedDevice device) {
        Page page = device.page();
        return page == null ? null : page.wire();
    }

    private void restart(Runnable end, long pause) {
        end.run();
        timeline.in(pause, server::start);
    }

    private void setsClock() {
        Duration by = Duration.ofMillis(random.nextInt(4) == 0
                ? random.nextLong(-3_600_000, 3_600_000)
                : random.nextLong(-40_000, 40_000));
        trace.accept(() -> "somebody sets the clock by " + by);
        server.setClock(by);
    }

    /// From now on the network is good, the server runs, and whoever is to come back is there.
    private void heal() {
        trace.accept(() -> "quiet");
        server.calmDown();
        server.start();
        devices.stream().filter(device -> device.page() == null && !device.lostForGood()).forEach(this::open);
    }

    private void agreed() {
        server.pause();
        timeline.pass(SETTLING);
        trace.accept(() -> "do all agree?");
        var agreement = new Agreement(server.calls(), server.invariants());
        devices.stream().filter(device -> device.page() != null).forEach(agreement::check);
        agreement.nobodyTalksToTheDead(devices);
        server.goOn();
    }

    private void everybodyGoes() {
        boolean hangUp = random.nextBoolean();
        for (SimulatedDevice device : devices) {
            Page page = device.page();
            View call = page == null ? null : page.knowledge().call();
            if (page != null && call != null && call.talksHere() && hangUp) {
                page.hangUp(call.call());
            }
        }
        if (hangUp) {
            timeline.pass(SETTLING);
            require(server.calls().live(null, 1).isEmpty(), "who hangs up is out");
        }
        trace.accept(() -> "everybody goes");
        devices.stream().map(SimulatedDevice::page).filter(Objects::nonNull).forEach(Page::close);
        timeline.pass(QUIET);
        server.pause();
        timeline.pass(SETTLING);
        server.running().checkEmpty();
        server.invariants().quiet(server.calls().all());
        for (Call call : server.calls().all()) {
            require(!call.live(), "every call ends");
        }
        for (int person = 1; person <= NAMES.size(); person++) {
            require(server.calls().liveCallOf(new UserId("u_" + person)).isEmpty(), "nobody is busy for ever");
        }
    }
}
