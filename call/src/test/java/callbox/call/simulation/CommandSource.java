package callbox.call.simulation;

import callbox.call.Call;
import callbox.call.CallId;
import callbox.call.CallStore;
import callbox.call.DeviceRef;
import callbox.call.EndReason;
import callbox.call.Invitation;
import callbox.call.LinkId;
import callbox.call.Media;
import callbox.call.Participant;
import callbox.call.Tracks;
import callbox.call.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Thinks up commands: mostly what a device would do in its state, sometimes anything.
final class CommandSource {
    private final RandomGenerator random;
    private final Cast cast;
    private final CallStore calls;
    private final List<LinkId> links;
    private final List<CallId> placed = new ArrayList<>();

    CommandSource(RandomGenerator random, Cast cast, CallStore calls, List<LinkId> links) {
        this.random = random;
        this.cast = cast;
        this.calls = calls;
        this.links = links;
    }

    Sent next() {
        DeviceRef by = oneOf(cast.devices());
        Call line = calls.liveCallOf(by.user()).orElse(null);
        if (line == null || random.nextInt(8) == 0) {
            return random.nextInt(6) == 0 ? ofAnyCall(by) : begin(by);
        }
        Participant me = line.participant(by.user()).orElseThrow();
        return me.waiting() ? answer(by, line) : talk(by, line);
    }

    private Sent begin(DeviceRef by) {
        boolean byLink = random.nextInt(cast.users().size()) > 1 || random.nextInt(4) == 0;
        return byLink ? join(by, oneOf(links)) : invite(by, newCall(), somebody(by));
    }

    /// What a device does that is being called.
    private Sent answer(DeviceRef by, Call line) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> ring(by, line.id());
            case 2, 3 -> accept(by, line.id());
            case 4 -> decline(by, line.id());
            case 5 -> invite(by, newCall(), somebodyIn(line));
            default -> line.link() == null ? hangUp(by, line.id()) : join(by, line.link());
        };
    }

    /// What a device does that has joined.
    private Sent talk(DeviceRef by, Call line) {
        return switch (random.nextInt(10)) {
            case 9 -> hears(by, line.id(), somebodyIn(line));
            case 0 -> hangUp(by, line.id());
            case 1, 2, 3, 4 -> invite(by, line.id(), somebody(by));
            case 5 -> tracks(by, line.id());
            case 6 -> invite(by, newCall(), somebodyIn(line));
            case 7 -> take(by, line.id(), line.version() - random.nextInt(3));
            default -> line.link() == null ? accept(by, line.id()) : join(by, line.link());
        };
    }

    private Sent ofAnyCall(DeviceRef by) {
        CallId call = placed.isEmpty() ? newCall() : oneOf(placed);
        return switch (random.nextInt(8)) {
            case 7 -> hears(by, call, somebody(by));
            case 0 -> ring(by, call);
            case 1 -> accept(by, call);
            case 2 -> decline(by, call);
            case 3 -> hangUp(by, call);
            case 4 -> tracks(by, call);
            case 5 -> take(by, call, random.nextInt(1, 10));
            default -> invite(by, call, somebody(by));
        };
    }

    private Sent invite(DeviceRef by, CallId call, UserId to) {
        Media media = random.nextBoolean() ? Media.VIDEO : Media.AUDIO;
        Invitation wanted = new Invitation(call, to, media, someTracks());
        return new Sent(by, () -> by + " invites " + to + " to " + call + " for " + media.word(),
                on -> on.invite(by, wanted));
    }

    private static Sent ring(DeviceRef by, CallId call) {
        return new Sent(by, () -> by + " rings for " + call, on -> on.ring(by, call));
    }

    private Sent accept(DeviceRef by, CallId call) {
        Tracks tracks = someTracks();
        return new Sent(by, () -> by + " accepts " + call, on -> on.accept(by, call, tracks));
    }

    private static Sent decline(DeviceRef by, CallId call) {
        return new Sent(by, () -> by + " declines " + call, on -> on.decline(by, call));
    }

    private Sent hangUp(DeviceRef by, CallId call) {
        EndReason reason = random.nextInt(4) == 0 ? EndReason.FAILED : EndReason.HUNG_UP;
        return new Sent(by, () -> by + " hangs up " + call + ": " + reason.word(), on -> on.hangUp(by, call, reason));
    }

    private Sent tracks(DeviceRef by, CallId call) {
        Tracks tracks = someTracks();
        return new Sent(by, () -> by + " sends in " + call + " " + tracks, on -> on.tracks(by, call, tracks));
    }

    private Sent take(DeviceRef by, CallId call, long seen) {
        Tracks tracks = someTracks();
        return new Sent(by, () -> by + " takes " + call + " of version " + seen, on -> on.take(by, call, seen, tracks));
    }

    private static Sent hears(DeviceRef by, CallId call, UserId from) {
        return new Sent(by, () -> by + " hears " + from + " in " + call, on -> on.hears(by, call, from));
    }

    private Sent join(DeviceRef by, LinkId link) {
        Tracks tracks = someTracks();
        return new Sent(by, () -> by + " joins by " + link, on -> on.join(by, link, tracks));
    }

    private CallId newCall() {
        CallId call = new CallId("p" + placed.size());
        placed.add(call);
        return call;
    }

    private Tracks someTracks() {
        return new Tracks(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    }

    /// Mostly somebody else.
    private UserId somebody(DeviceRef by) {
        UserId user = oneOf(cast.users()).id();
        return user.equals(by.user()) ? oneOf(cast.users()).id() : user;
    }

    private UserId somebodyIn(Call call) {
        return oneOf(call.participants()).id();
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
