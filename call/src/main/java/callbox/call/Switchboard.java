package callbox.call;

import callbox.call.CallEvent.Accept;
import callbox.call.CallEvent.Command;
import callbox.call.CallEvent.DeadlinePassed;
import callbox.call.CallEvent.Decline;
import callbox.call.CallEvent.DeviceAway;
import callbox.call.CallEvent.DeviceBack;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Hears;
import callbox.call.CallEvent.Invite;
import callbox.call.CallEvent.JoinByLink;
import callbox.call.CallEvent.Ring;
import callbox.call.CallEvent.ServerStarted;
import callbox.call.CallEvent.Take;
import callbox.call.CallEvent.TracksChanged;
import callbox.call.CallEvent.WantedElsewhere;
import callbox.call.CallOutcome.Changed;
import callbox.call.CallOutcome.Refused;
import callbox.call.CallOutcome.Unchanged;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Waiting;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What the server calls: every command of a device, and everything that it notices about devices and time.
///
/// Each command loads, decides, commits by compare-and-set, and only then announces. When another thread or another node was first,
/// it loads again and decides again; so there is no lock here, and "who answered" is decided in one place, the [CallStore].
/// Thread-safe. A method may block as long as the store does.
public final class Switchboard {

    /// Each failed try means that somebody else's change was stored: six users with a few devices each are done long before.
    private static final int TRIES = 64;

    /// How many calls are read at a time when all that are due, or live, are gone through.
    private static final int BATCH = 200;

    private final CallEngine engine;
    private final Ports ports;
    private final InstantSource clock;

    /// The world around the switchboard.
    public record Ports(
            CallStore calls,
            LinkStore links,
            Directory directory,
            Presence presence,
            Announcer announcer,
            IdSource ids) {}

    public Switchboard(CallEngine engine, Ports ports, InstantSource clock) {
        this.engine = engine;
        this.ports = ports;
        this.clock = clock;
    }

    /// Calls somebody, or asks somebody into the call that the device is in. The same invitation again has the same outcome.
    ///
    /// The reply may be a call that has ended already (`busy`, `unreachable`), or another one than asked for: when `to` is just now
    /// calling the sender, this is an accept of that call, at the lesser media (glare).
    public CallReply invite(DeviceRef by, Invitation wanted) {
        if (wanted.to().equals(by.user())) {
            return new CallReply.Refused(Refusal.SELF_CALL);
        }
        Optional<User> caller = ports.directory().user(by.user());
        if (caller.isEmpty()) {
            return new CallReply.Refused(Refusal.NAME_REQUIRED);
        }
        Optional<User> callee = ports.directory().user(wanted.to());
        if (callee.isEmpty()) {
            return new CallReply.Refused(Refusal.USER_NOT_FOUND);
        }
        return carryOut(() -> ports.calls().find(wanted.call())
                .map(call -> inviteInto(call, by, callee.get()))
                .orElseGet(() -> place(by, wanted, caller.get(), callee.get())));
    }

    /// This device rings now.
    public CallReply ring(DeviceRef by, CallId call) {
        return command(call, new Ring(by), Refusal.CALL_NOT_FOUND);
    }

    /// The first device that accepts has the call; every other is refused with `answered-elsewhere`.
    public CallReply accept(DeviceRef by, CallId call, Tracks tracks) {
        return command(call, new Accept(by, tracks, Media.VIDEO), Refusal.CALL_NOT_FOUND);
    }

    /// For all devices of the user.
    public CallReply decline(DeviceRef by, CallId call) {
        return command(call, new Decline(by), Refusal.CALL_NOT_FOUND);
    }

    /// @param reason HUNG_UP or FAILED
    public CallReply hangUp(DeviceRef by, CallId call, EndReason reason) {
        return command(call, new HangUp(by, reason), Refusal.CALL_NOT_FOUND);
    }

    public CallReply tracks(DeviceRef by, CallId call, Tracks tracks) {
        return command(call, new TracksChanged(by, tracks), Refusal.NOT_IN_CALL);
    }

    /// Moves the user's part in the call to this device.
    ///
    /// @param seen the version of the call that the device was shown when the person asked for it
    public CallReply take(DeviceRef by, CallId call, long seen, Tracks tracks) {
        return command(call, new Take(by, seen, tracks), Refusal.NOT_IN_CALL);
    }

    /// The device gets sound or picture of that participant now: who is away for us alone is not lost.
    public CallReply hears(DeviceRef by, CallId call, UserId from) {
        return command(call, new Hears(by, from), Refusal.NOT_IN_CALL);
    }

    /// A new link of this user.
    public Link createLink(UserId owner, Media media) {
        Instant now = now();
        Link link = new Link(ports.ids().nextLink(), media, owner, now, now);
        ports.links().create(link);
        return link;
    }

    /// Empty when there is no such link, or it has expired.
    public Optional<LinkPreview> preview(LinkId id) {
        return findLink(id).map(link -> {
            List<Participant> live = ports.calls().liveCallOf(id).map(Call::liveParticipants).orElse(List.of());
            List<User> joined = live.stream().filter(Participant::joined).map(Participant::user).toList();
            return new LinkPreview(link, joined, live.size() >= engine.policy().participants());
        });
    }

    /// Joins the link's call, or begins it.
    public CallReply join(DeviceRef by, LinkId id, Tracks tracks) {
        Optional<User> user = ports.directory().user(by.user());
        if (user.isEmpty()) {
            return new CallReply.Refused(Refusal.NAME_REQUIRED);
        }
        CallReply reply = carryOut(() -> findLink(id)
                .map(link -> join(by, user.get(), link, tracks))
                .orElse(new Refused(Refusal.LINK_NOT_FOUND)));
        if (reply instanceof CallReply.Done) {
            ports.links().touch(id, now());
        }
        return reply;
    }

    /// The device's connection broke, or nothing is heard of it.
    ///
    /// The commands of a device, and what the server notices of it, are to be told in their order: an accept that came in after the
    /// loss was told would join a device that nobody ever takes out again.
    public void deviceAway(DeviceRef device) {
        tellCallOf(device.user(), new DeviceAway(device));
    }

    /// The device has a connection again.
    ///
    /// @param anew with a page that was loaded since
    public void deviceBack(DeviceRef device, boolean anew) {
        tellCallOf(device.user(), new DeviceBack(device, anew));
    }

    /// To be called once after the process has started and before any device connects: nobody could be connected while it was down.
    public void serverStarted() {
        List<CallId> all = new ArrayList<>();
        List<CallId> batch = ports.calls().live(null, BATCH);
        while (!batch.isEmpty()) {
            all.addAll(batch);
            batch = ports.calls().live(batch.getLast(), BATCH);
        }
        tellEach(all, new ServerStarted());
    }

    /// To be called every few hundred milliseconds. Any node may do it, also several at once.
    public void deadlines() {
        tellEach(ports.calls().due(now(), BATCH), new DeadlinePassed());
    }

    /// The call in which the user is invited, ringing or joined.
    public Optional<Call> liveCallOf(UserId user) {
        return ports.calls().liveCallOf(user);
    }

    public boolean busy(UserId user) {
        return liveCallOf(user).isPresent();
    }

    /// Which devices may get a signal of this device. Only a device that has joined sends; it reaches the device on which the receiver
    /// joined, or all that the receiver has online while being called, so that they can prepare an answer.
    public SignalRoute signalTargets(DeviceRef from, CallId id, UserId to) {
        Optional<Call> call = ports.calls().find(id)
                .filter(found -> found.participant(from.user()).filter(p -> p.joinedOn(from.device())).isPresent());
        if (call.isEmpty()) {
            return new SignalRoute.Refused(Refusal.NOT_IN_CALL);
        }
        Participant receiver = call.get().participant(to).orElse(null);
        if (receiver == null || to.equals(from.user())) {
            return new SignalRoute.Refused(Refusal.PEER_NOT_IN_CALL);
        }
        return switch (receiver.state()) {
            case Waiting _ -> new SignalRoute.To(ports.presence().devicesOf(to));
            case Joined joined -> new SignalRoute.To(Set.of(joined.device()));
            case Left _ -> new SignalRoute.Refused(Refusal.PEER_NOT_IN_CALL);
        };
    }

    private CallOutcome inviteInto(Call call, DeviceRef by, User callee) {
        Optional<Participant> sender = call.participant(by.user());
        if (sender.isEmpty()) {
            return new Refused(Refusal.CALL_ID_TAKEN);
        }
        boolean repeated = sender.get().role() == Role.CALLER && call.participant(callee.id()).isPresent();
        if (repeated && !call.live()) {
            return new Unchanged(call);
        }
        return engine.on(call, new Invite(by, callee, reach(callee.id(), lineOf(callee.id()))), now());
    }

    /// Each line is looked up once, the sender's first: who calls the sender after that look is seen at the callee's line.
    private CallOutcome place(DeviceRef by, Invitation wanted, User caller, User callee) {
        Optional<Call> line = lineOf(by.user());
        if (line.isPresent()) {
            return meet(line.get(), by, wanted, callee);
        }
        Optional<Call> calleesLine = lineOf(callee.id());
        if (calleesLine.flatMap(call -> call.participant(by.user())).filter(Participant::live).isPresent()) {
            return meet(calleesLine.get(), by, wanted, callee);
        }
        return engine.place(wanted, caller, by.device(), callee, reach(callee.id(), calleesLine), now());
    }

    /// The sender has a line already. If the one they call is at its other end, the two meet there.
    private CallOutcome meet(Call line, DeviceRef by, Invitation wanted, User callee) {
        if (line.id().equals(wanted.call())) {
            return inviteInto(line, by, callee);
        }
        boolean otherIsThere = line.participant(wanted.to()).filter(Participant::joined).isPresent();
        Optional<Participant> sender = line.participant(by.user());
        if (otherIsThere && sender.filter(Participant::waiting).isPresent()) {
            return engine.on(line, new Accept(by, wanted.tracks(), wanted.media()), now());
        }
        boolean met = otherIsThere && sender.filter(person -> person.joinedOn(by.device())).isPresent();
        return met ? new Unchanged(line) : new Refused(Refusal.ALREADY_IN_CALL);
    }

    private CallOutcome join(DeviceRef by, User user, Link link, Tracks tracks) {
        Optional<Call> line = lineOf(by.user());
        if (line.isPresent() && !link.id().equals(line.get().link())) {
            return new Refused(Refusal.ALREADY_IN_CALL);
        }
        return ports.calls().liveCallOf(link.id())
                .map(call -> engine.on(call, new JoinByLink(by, user, tracks), now()))
                .orElseGet(() -> engine.open(ports.ids().nextCall(), link, user, by.device(), tracks, now()));
    }

    private Optional<Link> findLink(LinkId id) {
        return ports.links().find(id).filter(link -> !link.expired(now()));
    }

    /// A call that nobody has attended for long is no reason to be busy.
    private Reach reach(UserId user, Optional<Call> line) {
        if (line.filter(call -> !engine.adrift(call, now())).isPresent()) {
            return Reach.BUSY;
        }
        if (ports.presence().devicesOf(user).isEmpty()) {
            return Reach.OFFLINE;
        }
        return line.isPresent() ? Reach.BUSY : Reach.FREE;
    }

    /// The call that keeps the user from another one: who can be rung, or rings, is let go first by one that nobody has attended for long.
    private Optional<Call> lineOf(UserId user) {
        Optional<Call> line = liveCallOf(user);
        boolean online = !ports.presence().devicesOf(user).isEmpty();
        if (!online || line.filter(call -> engine.adrift(call, now())).isEmpty()) {
            return line;
        }
        tellCallOf(user, new WantedElsewhere(user));
        return liveCallOf(user);
    }

    private CallReply command(CallId id, Command command, Refusal unknown) {
        return carryOut(() -> ports.calls().find(id)
                .map(call -> engine.on(call, command, now()))
                .orElse(new Refused(unknown)));
    }

    private void tellCallOf(UserId user, CallEvent event) {
        tell(() -> ports.calls().liveCallOf(user), event);
    }

    /// A call that fails does not keep the others waiting; its failure is thrown when all have had their turn.
    private void tellEach(List<CallId> calls, CallEvent event) {
        RuntimeException failure = null;
        for (CallId call : calls) {
            try {
                tell(() -> ports.calls().find(call), event);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void tell(Supplier<Optional<Call>> call, CallEvent event) {
        carryOut(() -> call.get()
                .map(found -> engine.on(found, event, now()))
                .orElse(new Refused(Refusal.CALL_NOT_FOUND)));
    }

    /// @param decision loads and decides; asked again when its change could not be committed
    private CallReply carryOut(Supplier<CallOutcome> decision) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            switch (decision.get()) {
                case Refused(Refusal refusal) -> {
                    return new CallReply.Refused(refusal);
                }
                case Unchanged(Call call) -> {
                    return new CallReply.Done(call);
                }
                case Changed change when ports.calls().commit(change) -> {
                    ports.announcer().announce(change.effects());
                    return new CallReply.Done(change.call());
                }
                case Changed _ -> {
                    // Somebody else was first: decide again.
                }
            }
        }
        throw new CallContentionException(TRIES);
    }

    /// In milliseconds, as the wire and the store have it: a call is equal to itself after it was stored.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
