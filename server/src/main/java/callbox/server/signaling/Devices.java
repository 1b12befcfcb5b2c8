package callbox.server.signaling;

import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.Presence;
import callbox.call.UserId;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Notification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All devices that have a session. Thread-safe.
final class Devices implements Presence {
    /// docs/PROTOCOL.md, People: a reload, a change of networks is no leaving.
    static final Duration ONLINE_GRACE = Duration.ofSeconds(3);

    /// What [Ids] makes. A client may bring a device id that we do not know: from before a restart, or from another node.
    private static final Pattern FORM = Pattern.compile("d_[A-Za-z0-9_-]{22}");

    private final Map<DeviceId, Device> byId = new ConcurrentHashMap<>();
    private final Map<UserId, Set<Device>> byUser = new ConcurrentHashMap<>(); // the sets are immutable
    private final Ids ids;
    private final InstantSource clock;
    private final Executor executor;

    Devices(Ids ids, InstantSource clock, Executor executor) {
        this.ids = ids;
        this.clock = clock;
        this.executor = executor;
    }

    /// The device of that id, if it is the user's; otherwise a new one.
    ///
    /// @param wanted the id that the client has from an earlier welcome
    Device obtain(UserId user, @Nullable DeviceId wanted) {
        if (wanted != null && FORM.matcher(wanted.value()).matches()) {
            var device = byId.computeIfAbsent(wanted, id -> create(new DeviceRef(user, id)));
            if (device.ref().user().equals(user)) {
                return device;
            }
        }
        return byId.computeIfAbsent(ids.nextDevice(), id -> create(new DeviceRef(user, id)));
    }

    private Device create(DeviceRef ref) {
        var device = new Device(ref, new Mailbox(executor), new Session(ids.nextToken()), clock.instant());
        byUser.merge(ref.user(), Set.of(device), Devices::union);
        return device;
    }

    void forget(Device device) {
        byId.remove(device.ref().device(), device);
        byUser.computeIfPresent(device.ref().user(), (_, devices) -> {
            var others = new LinkedHashSet<>(devices);
            others.remove(device);
            return others.isEmpty() ? null : Collections.unmodifiableSet(others);
        });
    }

    Collection<Device> all() {
        return byId.values();
    }

    Optional<Device> find(DeviceId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// All that have a session, connected or not.
    Set<Device> of(UserId user) {
        return byUser.getOrDefault(user, Set.of());
    }

    void notify(UserId user, Notification notification) {
        var text = FrameEncoder.notification(notification);
        of(user).forEach(device -> device.notify(text));
    }

    /// Whether some device that wants to be listed is online.
    boolean listed(UserId user) {
        var now = clock.instant();
        return of(user).stream().anyMatch(device -> device.listed() && device.online(now, ONLINE_GRACE));
    }

    @Override
    public Set<DeviceId> devicesOf(UserId user) {
        var now = clock.instant();
        return of(user).stream().filter(device -> device.online(now, ONLINE_GRACE)).map(device -> device.ref().device())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// In the order in which they came.
    private static Set<Device> union(Set<Device> some, Set<Device> others) {
        var all = new LinkedHashSet<>(some);
        all.addAll(others);
        return Collections.unmodifiableSet(all);
    }
}
