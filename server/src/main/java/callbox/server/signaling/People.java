package callbox.server.signaling;

import callbox.call.UserId;
import callbox.server.account.UserStore;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Notification.PeopleChanged;
import callbox.server.signaling.wire.PersonView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Who is online, as everybody is told. Thread-safe; [#flush] is called by one thread at a time.
///
/// Who may have changed is only noted; at the next flush the truth is asked for and compared with what was told before. So ten
/// changes of a quarter of a second are one message, and one that was undone is none.
final class People {
    /// 250 entries of 40 characters of 4 bytes are below 64 KiB.
    static final int BATCH = 250;

    /// Nobody looks through more; with it a newcomer to a crowd gets some 200 KB.
    static final int MAX_TOLD = 2000;

    private final Devices devices;
    private final UserStore users;
    private final Predicate<UserId> busy;

    private final Map<UserId, PersonView> told = new ConcurrentHashMap<>();
    private final Set<UserId> changed = ConcurrentHashMap.newKeySet();
    private final Map<UserId, Instant> leaving = new ConcurrentHashMap<>();

    /// @param busy whether a user is in a call; may block
    People(Devices devices, UserStore users, Predicate<UserId> busy) {
        this.devices = devices;
        this.users = users;
        this.busy = busy;
    }

    /// The user came, or has another name, or another `listed`, or went into or out of a call.
    void changed(UserId user) {
        changed.add(user);
    }

    /// The user lost a connection; looked at again when the grace is over.
    void left(UserId user, Instant now) {
        leaving.put(user, now.plus(Devices.ONLINE_GRACE));
    }

    /// What a newcomer is told: the first [#BATCH] stand in the welcome, the others follow.
    List<List<PersonView>> othersThan(UserId user) {
        var others = told.values().stream().filter(person -> !person.id().equals(user)).limit(MAX_TOLD).toList();
        return batches(others);
    }

    /// Tells everybody what has changed since the last time.
    void flush(Instant now) {
        leaving.forEach((user, at) -> {
            if (!now.isBefore(at) && leaving.remove(user, at)) {
                changed.add(user);
            }
        });
        var online = new ArrayList<PersonView>();
        var offline = new ArrayList<UserId>();
        for (var user : List.copyOf(changed)) {
            changed.remove(user);
            look(user, online, offline);
        }
        batches(online).forEach(batch -> tell(new PeopleChanged(batch, List.of())));
        batches(offline).forEach(batch -> tell(new PeopleChanged(List.of(), batch)));
    }

    private void look(UserId user, List<PersonView> online, List<UserId> offline) {
        var person = devices.listed(user) ? person(user) : Optional.<PersonView>empty();
        if (person.isPresent()) {
            if (!person.get().equals(told.put(user, person.get()))) {
                online.add(person.get());
            }
        } else if (told.remove(user) != null) {
            offline.add(user);
        }
    }

    private Optional<PersonView> person(UserId id) {
        return users.find(id).flatMap(profile -> Optional.ofNullable(profile.name()))
                .map(name -> new PersonView(id, name, busy.test(id)));
    }

    /// The same text for all but those who are in it themselves.
    private void tell(PeopleChanged change) {
        var text = FrameEncoder.notification(change);
        for (var device : devices.all()) {
            var self = device.ref().user();
            var others = without(self, change);
            if (others.equals(change)) {
                device.notify(text);
            } else if (!others.online().isEmpty() || !others.offline().isEmpty()) {
                device.notify(FrameEncoder.notification(others));
            }
        }
    }

    private static PeopleChanged without(UserId self, PeopleChanged change) {
        return new PeopleChanged(change.online().stream().filter(person -> !person.id().equals(self)).toList(),
                change.offline().stream().filter(user -> !user.equals(self)).toList());
    }

    private static <T> List<List<T>> batches(List<T> all) {
        return Stream.iterate(0, start -> start < all.size(), start -> start + BATCH)
                .map(start -> all.subList(start, Math.min(start + BATCH, all.size()))).toList();
    }
}
