package callbox.call;

import callbox.call.CallEvent.Accept;
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
import callbox.call.Deadlines.Due;
import callbox.call.ParticipantState.Invited;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// The rules of one call, as a function: a call, an event and the time give the next call. It keeps nothing, so it is thread-safe.
///
/// The transitions of a participant are listed at [ParticipantState]; each handler here answers for every state, and what follows
/// from a change (the end of the call, deadlines, announcements) is the business of [CallSettlement].
public final class CallEngine {
    private final CallPolicy policy;
    private final CallSettlement settlement;
    private final Deadlines deadlines;

    public CallEngine(CallPolicy policy) {
        this.policy = policy;
        this.deadlines = new Deadlines(policy.grace());
        this.settlement = new CallSettlement(deadlines, policy.remembered());
    }

    public CallPolicy policy() {
        return policy;
    }

    /// A new call to somebody. Who cannot be rung makes it a call that has ended already, for both logs.
    public Changed place(Invitation wanted, User caller, DeviceId device, User callee, Reach reach, Instant now) {
        Tracks tracks = wanted.tracks().within(wanted.media());
        Participant first = new Participant(caller, Role.CALLER, new Joined(device, 1, now, tracks, null));
        Participant second = new Participant(callee, Role.CALLEE, called(reach, now));
        Call call = new Call(wanted.call(), 0, wanted.media(), null, List.of(first, second), now, null, null, null);
        return settlement.settle(null, call, now);
    }

    /// The new call of a link, with its first visitor waiting in it.
    public Changed open(CallId id, Link link, User user, DeviceId device, Tracks tracks, Instant now) {
        Joined joined = new Joined(device, 1, now, tracks.within(link.media()), null);
        Participant guest = new Participant(user, Role.GUEST, joined);
        Call call = new Call(id, 0, link.media(), link.id(), List.of(guest), now, null, null, null);
        return settlement.settle(null, call, now);
    }

    public CallOutcome on(Call call, CallEvent event, Instant now) {
        return switch (event) {
            case Invite invite -> invite(call, invite, now);
            case Ring ring -> ring(call, ring, now);
            case Accept accept -> accept(call, accept, now);
            case Decline decline -> decline(call, decline, now);
            case HangUp hangUp -> hangUp(call, hangUp, now);
            case TracksChanged changed -> tracksChanged(call, changed, now);
            case Take take -> take(call, take, now);
            case JoinByLink join -> joinByLink(call, join, now);
            case Hears hears -> hears(call, hears, now);
            case DeviceAway(DeviceRef by) -> of(call, by.user(), person -> person.away(by.device(), now), now);
            case DeviceBack(DeviceRef by, boolean anew) -> deviceBack(call, by, anew, now);
            case WantedElsewhere(UserId user) -> wantedElsewhere(call, user, now);
            case ServerStarted() -> serverStarted(call, now);
            case DeadlinePassed() -> deadlinePassed(call, now);
        };
    }

    private CallOutcome invite(Call call, Invite invite, Instant now) {
        if (!call.live()) {
            return refused(Refusal.CALL_ENDED);
        }
        if (!joinedOn(call, invite.by())) {
            return refused(Refusal.NOT_IN_CALL);
        }
        Participant known = call.participant(invite.to().id()).orElse(null);
        if (known != null && known.live()) {
            return new Unchanged(call);
        }
        if (full(call)) {
            return refused(Refusal.CALL_FULL);
        }
        Participant callee = new Participant(invite.to(), Role.CALLEE, called(invite.callee(), now));
        return settled(call, call.with(callee), now);
    }

    private CallOutcome ring(Call call, Ring ring, Instant now) {
        Participant callee = call.participant(ring.by().user()).orElse(null);
        if (callee == null) {
            return refused(Refusal.CALL_NOT_FOUND);
        }
        return switch (callee.state()) {
            case Waiting _ -> settled(call, call.with(callee.ring(ring.by().device())), now);
            case Joined _ -> new Unchanged(call);
            case Left _ -> refused(Refusal.CALL_ENDED);
        };
    }

    private CallOutcome accept(Call call, Accept accept, Instant now) {
        Participant callee = call.participant(accept.by().user()).orElse(null);
        if (callee == null) {
            return refused(Refusal.NOT_INVITED);
        }
        DeviceId device = accept.by().device();
        return switch (callee.state()) {
            case Waiting _ -> {
                Call agreed = accept.atMost() == Media.AUDIO ? call.asAudio() : call;
                yield settled(call, agreed.with(callee.in(joining(agreed, device, accept.tracks(), now))), now);
            }
            case Joined _ -> callee.joinedOn(device) ? new Unchanged(call) : refused(Refusal.ANSWERED_ELSEWHERE);
            case Left _ -> refused(Refusal.CALL_ENDED);
        };
    }

    private CallOutcome decline(Call call, Decline decline, Instant now) {
        Participant callee = call.participant(decline.by().user()).orElse(null);
        if (callee == null) {
            return refused(Refusal.NOT_INVITED);
        }
        return switch (callee.state()) {
            case Waiting _ -> settled(call, call.with(callee.leave(EndReason.DECLINED, now)), now);
            case Joined _ -> refused(
                    callee.joinedOn(decline.by().device()) ? Refusal.NOT_INVITED : Refusal.ANSWERED_ELSEWHERE);
            case Left(EndReason reason, Instant _, Instant joinedAt) -> reason == EndReason.DECLINED && joinedAt == null
                    ? new Unchanged(call)
                    : refused(Refusal.CALL_ENDED);
        };
    }

    private CallOutcome hangUp(Call call, HangUp hangUp, Instant now) {
        Participant leaver = call.participant(hangUp.by().user()).orElse(null);
        if (leaver == null) {
            return refused(Refusal.NOT_IN_CALL);
        }
        if (!leaver.live()) {
            return new Unchanged(call);
        }
        if (!leaver.joinedOn(hangUp.by().device())) {
            return refused(Refusal.NOT_IN_CALL);
        }
        boolean tooEarly = hangUp.reason() == EndReason.HUNG_UP && !call.answered() && call.link() == null;
        EndReason reason = tooEarly ? EndReason.CANCELLED : hangUp.reason();
        return settled(call, call.with(leaver.leave(reason, now)), now);
    }

    private CallOutcome tracksChanged(Call call, TracksChanged changed, Instant now) {
        Participant sender = call.participant(changed.by().user()).orElse(null);
        if (sender == null || !sender.joinedOn(changed.by().device())) {
            return refused(Refusal.NOT_IN_CALL);
        }
        return settled(call, call.with(sender.send(changed.tracks())), now);
    }

    /// A request that is repeated late must not fetch the call back: it counts only while the user is where the person saw them.
    private CallOutcome take(Call call, Take take, Instant now) {
        Participant mover = call.participant(take.by().user()).orElse(null);
        if (mover == null) {
            return refused(Refusal.NOT_IN_CALL);
        }
        return switch (mover.state()) {
            case Waiting _ -> refused(Refusal.NOT_IN_CALL);
            case Joined joined when joined.device().equals(take.by().device()) -> new Unchanged(call);
            case Joined joined when take.seen() < joined.fromVersion() -> refused(Refusal.MOVED_ELSEWHERE);
            case Joined joined -> {
                Joined here = joining(call, take.by().device(), take.tracks(), joined.at());
                yield settled(call, call.with(mover.in(here)), now);
            }
            case Left _ -> refused(Refusal.CALL_ENDED);
        };
    }

    private static Joined joining(Call call, DeviceId device, Tracks tracks, Instant at) {
        return new Joined(device, call.version() + 1, at, tracks.within(call.media()), null);
    }

    private CallOutcome joinByLink(Call call, JoinByLink join, Instant now) {
        if (!call.live()) {
            return refused(Refusal.CALL_ENDED);
        }
        Joined joined = joining(call, join.by().device(), join.tracks(), now);
        Participant known = call.participant(join.user().id()).orElse(null);
        if (known == null || !known.live()) {
            return full(call)
                    ? refused(Refusal.CALL_FULL)
                    : settled(call, call.with(new Participant(join.user(), Role.GUEST, joined)), now);
        }
        return known.state() instanceof Joined before
                ? takeOver(call, known, before, joined, now)
                : settled(call, call.with(known.in(joined)), now);
    }

    /// A user who is away may come back on another device; one who is not stays where they are.
    private CallOutcome takeOver(Call call, Participant guest, Joined before, Joined wanted, Instant now) {
        if (before.awaySince() != null) {
            return settled(call, call.with(guest.in(joining(call, wanted.device(), wanted.tracks(), before.at()))),
                    now);
        }
        return before.device().equals(wanted.device()) ? new Unchanged(call) : refused(Refusal.ALREADY_IN_CALL);
    }

    /// The media decide: whose connection to us is gone, and not the one to the others, is in the call.
    private CallOutcome hears(Call call, Hears hears, Instant now) {
        if (!joinedOn(call, hears.by())) {
            return refused(Refusal.NOT_IN_CALL);
        }
        return call.participant(hears.from())
                .filter(participant -> participant.joined() && !participant.id().equals(hears.by().user()))
                .map(participant -> settled(call, call.with(participant.heard(now)), now))
                .orElse(refused(Refusal.PEER_NOT_IN_CALL));
    }

    /// Whether nobody has attended the call for so long that it keeps nobody from another one.
    public boolean adrift(Call call, Instant now) {
        return deadlines.adrift(call, now);
    }

    /// A page that was loaded again is a reload, for as long as one takes. Later its person is somebody who opens the page, and expects no call.
    private CallOutcome deviceBack(Call call, DeviceRef by, boolean anew, Instant now) {
        return anew && joinedOn(call, by) && adrift(call, now)
                ? lost(call, by.user(), now)
                : of(call, by.user(), person -> person.back(by.device()), now);
    }

    private CallOutcome wantedElsewhere(Call call, UserId user, Instant now) {
        return adrift(call, now) ? lost(call, user, now) : new Unchanged(call);
    }

    private CallOutcome lost(Call call, UserId user, Instant now) {
        return of(call, user, person -> person.joined() ? person.lose(policy.grace().joined(), now) : person, now);
    }

    private CallOutcome of(Call call, UserId user, UnaryOperator<Participant> change, Instant now) {
        return call.participant(user)
                .map(person -> settled(call, call.with(change.apply(person)), now))
                .orElse(new Unchanged(call));
    }

    /// The clock that the last process went by may have been ahead of this one: no phone rings longer than from anew.
    private CallOutcome serverStarted(Call call, Instant now) {
        Call next = call;
        for (Participant participant : call.participants()) {
            next = next.with(participant.cutOff(now, now.plus(policy.ring())));
        }
        return settled(call, next, now);
    }

    /// Takes out the one who is due first; when that does not end the call, the next deadline has its turn.
    private CallOutcome deadlinePassed(Call call, Instant now) {
        return deadlines.due(call, now)
                .map(due -> settled(call, call.with(leaving(due, now)), now))
                .orElse(new Unchanged(call));
    }

    private Participant leaving(Due due, Instant now) {
        return due.reason() == EndReason.LOST
                ? due.participant().lose(policy.grace().joined(), now)
                : due.participant().leave(due.reason(), now);
    }

    private CallOutcome settled(Call before, Call changed, Instant now) {
        return changed.equals(before)
                ? new Unchanged(before)
                : settlement.settle(before, attendedAgain(before, changed, now), now);
    }

    /// Who is back first can say whom they hear, and nobody could before: the absence of the others begins now.
    private static Call attendedAgain(Call before, Call changed, Instant now) {
        boolean attended = changed.participants().stream().anyMatch(it -> it.joined() && it.awaySince() == null);
        if (!attended || !Deadlines.unattended(before.participants())) {
            return changed;
        }
        Call next = changed;
        for (Participant participant : changed.participants()) {
            next = next.with(participant.heard(now));
        }
        return next;
    }

    private ParticipantState called(Reach reach, Instant now) {
        return switch (reach) {
            case FREE -> new Invited(now.plus(policy.ring()));
            case BUSY -> new Left(EndReason.BUSY, now, null);
            case OFFLINE -> new Left(EndReason.UNREACHABLE, now, null);
        };
    }

    private boolean full(Call call) {
        return call.liveParticipants().size() >= policy.participants();
    }

    private static boolean joinedOn(Call call, DeviceRef by) {
        return call.participant(by.user()).filter(person -> person.joinedOn(by.device())).isPresent();
    }

    private static Refused refused(Refusal refusal) {
        return new Refused(refusal);
    }
}
