package callbox.server.signaling;

import callbox.call.CallPolicy;
import callbox.call.HistoryStore;
import callbox.call.Switchboard;
import callbox.server.account.Profile;
import callbox.server.signaling.Device.Claim;
import callbox.server.signaling.wire.CallView;
import callbox.server.signaling.wire.FrameEncoder;
import callbox.server.signaling.wire.Hello;
import callbox.server.signaling.wire.Notification.PeopleChanged;
import callbox.server.signaling.wire.PersonView;
import callbox.server.signaling.wire.UserView;
import callbox.server.signaling.wire.Welcome;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts a connection on its device and welcomes it. Runs in the device's mailbox; may block.
final class Greeting {
    private final Room room;
    private final HistoryStore history;
    private final Ids ids;
    private final CallPolicy policy;
    private final InstantSource clock;

    /// What of signaling a newcomer is shown and announced to.
    record Room(People people, Attendance attendance, Switchboard switchboard, IceRequests ice) {}

    Greeting(Room room, HistoryStore history, Ids ids, CallPolicy policy, InstantSource clock) {
        this.room = room;
        this.history = history;
        this.ids = ids;
        this.policy = policy;
        this.clock = clock;
    }

    /// @return false when the device is gone
    boolean greet(Connection connection, Hello hello, Profile profile, Device device) {
        connection.bind(device);
        return switch (device.claim(connection, hello.listed())) {
            case Claim.DeviceGone _ -> false;
            case Claim.Late _ -> {
                connection.close(CloseCode.REPLACED);
                yield true;
            }
            case Claim.Granted(var older) -> {
                if (older != null) {
                    older.close(CloseCode.REPLACED);
                }
                if (connection.closed()) {
                    room.attendance.lost(device, connection, clock.instant());
                } else {
                    welcome(connection, hello, profile, device);
                }
                yield true;
            }
        };
    }

    private void welcome(Connection connection, Hello hello, Profile profile, Device device) {
        var token = ids.nextToken();
        var resume = hello.resume();
        var resumed = resume != null && device.resume(resume, token);
        if (!resumed) {
            device.restart(new Session(token));
        }
        // A page that has had a session here says so, also long after its end; one that was loaded since cannot.
        room.attendance.came(device, resume == null);
        var people = room.people.othersThan(profile.id());
        var snapshot = resumed ? null : new Welcome.Snapshot(people.isEmpty() ? List.of() : people.getFirst(),
                liveCall(device), history.missed(profile.id()));
        var welcome = new Welcome(hello.id(), new UserView(profile.id(), profile.name()), device.ref().device(),
                new Welcome.SessionView(resumed, token.value(), Session.GRACE.toMillis()), clock.instant(), snapshot,
                room.ice.atWelcome(device.ref(), hello.nextCall(), connection.reach()), limits());
        if (!device.open(connection, FrameEncoder.welcome(welcome), resumed && resume != null ? resume.seq() : 0)) {
            connection.close(CloseCode.TOO_SLOW);
        } else if (!resumed) {
            tellTheOthers(device, people);
        }
    }

    private static void tellTheOthers(Device device, List<List<PersonView>> people) {
        people.stream().skip(1).forEach(batch -> device.notify(
                FrameEncoder.notification(new PeopleChanged(batch, List.of()))));
    }

    private @Nullable CallView liveCall(Device device) {
        return room.switchboard.liveCallOf(device.ref().user()).map(call -> CallView.of(call, device.ref()))
                .orElse(null);
    }

    private Welcome.Limits limits() {
        return new Welcome.Limits(Connection.MAX_FRAME_BYTES, policy.participants(), policy.ring().toMillis());
    }
}
