package callbox.call;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Everything around a [Switchboard] but its stores: who exists, who is online, what was announced, and a clock that the test moves.
/// Thread-safe.
public final class FakeWorld implements Directory, Presence, Announcer, IdSource, InstantSource {
    private final Map<UserId, User> users = new ConcurrentHashMap<>();
    private final Map<UserId, Set<DeviceId>> online = new ConcurrentHashMap<>();
    private final List<CallEffect> announced = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile Instant now;

    public FakeWorld(Instant now) {
        this.now = now;
    }

    /// Makes the user known.
    public User knows(User user) {
        users.put(user.id(), user);
        return user;
    }

    public void online(DeviceRef device) {
        online.computeIfAbsent(device.user(), _ -> ConcurrentHashMap.newKeySet()).add(device.device());
    }

    public void offline(DeviceRef device) {
        online.getOrDefault(device.user(), new HashSet<>()).remove(device.device());
    }

    public void at(Instant instant) {
        now = instant;
    }

    /// All announcements since the last time that this was asked.
    public List<CallEffect> takeAnnounced() {
        List<CallEffect> taken = List.copyOf(announced);
        announced.clear();
        return taken;
    }

    public Switchboard switchboard(CallStore calls, LinkStore links) {
        return new Switchboard(
                new CallEngine(CallPolicy.DEFAULT), new Switchboard.Ports(calls, links, this, this, this, this), this);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Optional<User> user(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Set<DeviceId> devicesOf(UserId user) {
        return Set.copyOf(online.getOrDefault(user, Set.of()));
    }

    @Override
    public void announce(List<CallEffect> effects) {
        announced.addAll(effects);
    }

    @Override
    public CallId nextCall() {
        return new CallId("c_" + ids.incrementAndGet());
    }

    @Override
    public LinkId nextLink() {
        return new LinkId("l_" + ids.incrementAndGet());
    }
}
