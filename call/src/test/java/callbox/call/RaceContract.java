package callbox.call;

import static callbox.call.Replies.done;
import static callbox.call.Replies.refusal;
import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.START;
import static callbox.call.Scene.VOICE;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Threads that meet at a switchboard over one store: who is first is decided once, and all hear the same.
public abstract class RaceContract {
    /// A race is lost differently each time; so many rounds of each show all the ways that there are.
    private static final int ROUNDS = 40;

    private final FakeWorld world = new FakeWorld(START);

    protected abstract CallStore calls();

    protected abstract LinkStore links();

    @BeforeEach
    void peopleAreOnline() {
        for (User user : List.of(ANN, BOB, CY)) {
            world.online(phone(world.knows(user)));
        }
    }

    @Test
    void ofManyDevicesThatAcceptExactlyOneAnswers() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CallId call = done(invite(ANN, BOB, "c" + round)).id();

            List<CallReply> replies = together(IntStream.range(0, 8)
                    .mapToObj(number -> new DeviceRef(BOB.id(), new DeviceId("device" + number)))
                    .map(device -> (Callable<CallReply>) () -> switchboard().accept(device, call, ALL)));

            assertThat(replies.stream().filter(CallReply.Done.class::isInstance)).hasSize(1);
            assertThat(replies.stream().filter(CallReply.Refused.class::isInstance))
                    .allMatch(reply -> refusal(reply) == Refusal.ANSWERED_ELSEWHERE);
            done(switchboard().hangUp(phone(ANN), call, EndReason.HUNG_UP));
        }
    }

    @Test
    void anAcceptAgainstACancelLeavesBothWithOneTruth() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CallId call = done(invite(ANN, BOB, "c" + round)).id();

            List<CallReply> replies = together(Stream.of(
                    () -> switchboard().accept(phone(BOB), call, ALL),
                    () -> switchboard().hangUp(phone(ANN), call, EndReason.HUNG_UP)));

            EndReason reason = endOf(call);
            boolean answered = replies.getFirst() instanceof CallReply.Done;
            assertThat(reason).isEqualTo(answered ? EndReason.HUNG_UP : EndReason.CANCELLED);
            assertThat(calls().liveCallOf(BOB.id())).isEmpty();
        }
    }

    @Test
    void anAcceptAgainstADeclineOnAnotherDeviceLeavesOneTruth() throws Exception {
        DeviceRef other = new DeviceRef(BOB.id(), new DeviceId("other"));
        for (int round = 0; round < ROUNDS; round++) {
            CallId call = done(invite(ANN, BOB, "c" + round)).id();

            List<CallReply> replies = together(Stream.of(
                    () -> switchboard().accept(phone(BOB), call, ALL),
                    () -> switchboard().decline(other, call)));

            boolean answered = replies.getFirst() instanceof CallReply.Done;
            assertThat(calls().find(call).orElseThrow().live()).isEqualTo(answered);
            assertThat(refusal(replies.get(answered ? 1 : 0)))
                    .isEqualTo(answered ? Refusal.ANSWERED_ELSEWHERE : Refusal.CALL_ENDED);
            switchboard().hangUp(phone(ANN), call, EndReason.HUNG_UP);
        }
    }

    @Test
    void twoWhoCallEachOtherAtOnceMeetInOneCallAtTheLesserMedia() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Invitation toBob = new Invitation(new CallId("a" + round), BOB.id(), Media.VIDEO, ALL);
            Invitation toAnn = new Invitation(new CallId("b" + round), ANN.id(), Media.AUDIO, VOICE);

            List<Call> calls = together(Stream.of(
                    () -> done(switchboard().invite(phone(ANN), toBob)),
                    () -> done(switchboard().invite(phone(BOB), toAnn))));

            Call met = calls().liveCallOf(ANN.id()).orElseThrow();
            assertThat(calls).allMatch(call -> call.id().equals(met.id()));
            assertThat(met.participants()).allMatch(Participant::joined).allMatch(both -> !both.tracks().camera());
            assertThat(calls().liveCallOf(BOB.id())).contains(met);
            done(switchboard().hangUp(phone(ANN), met.id(), EndReason.HUNG_UP));
        }
    }

    @Test
    void ofTwoWhoCallTheSamePersonOneRingsAndTheOtherIsToldBusy() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = "c" + round;

            List<Call> calls = together(Stream.of(
                    () -> done(invite(ANN, CY, id + "-ann")), () -> done(invite(BOB, CY, id + "-bob"))));

            Call rings = calls().liveCallOf(CY.id()).orElseThrow();
            assertThat(calls).filteredOn(Call::live).extracting(Call::id).containsExactly(rings.id());
            Call other = calls.stream().filter(call -> !call.live()).findFirst().orElseThrow();
            assertThat(endOf(other.id())).isEqualTo(EndReason.BUSY);
            done(switchboard().decline(phone(CY), rings.id()));
        }
    }

    @Test
    void manyWhoOpenALinkAtOnceAreInOneCallAndNoMoreThanItHolds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            LinkId link = switchboard().createLink(ANN.id(), Media.VIDEO).id();
            List<User> guests = IntStream.rangeClosed(0, CallPolicy.PARTICIPANTS)
                    .mapToObj(number -> world.knows(new User(new UserId(link + "-" + number), "Guest")))
                    .toList();

            List<CallReply> replies = together(guests.stream()
                    .map(guest -> (Callable<CallReply>) () -> switchboard().join(phone(guest), link, ALL)));

            Call call = calls().liveCallOf(link).orElseThrow();
            assertThat(call.liveParticipants()).hasSize(CallPolicy.PARTICIPANTS);
            assertThat(replies.stream().filter(CallReply.Refused.class::isInstance))
                    .singleElement()
                    .satisfies(reply -> assertThat(refusal(reply)).isEqualTo(Refusal.CALL_FULL));
        }
    }

    @Test
    void aDeadlineThatManyNodesSeeEndsACallOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CallId call = done(invite(ANN, BOB, "c" + round)).id();
            world.takeAnnounced();
            world.at(world.instant().plus(CallPolicy.RING));

            together(IntStream.range(0, 4).mapToObj(_ -> () -> {
                switchboard().deadlines();
                return true;
            }));

            assertThat(endOf(call)).isEqualTo(EndReason.NO_ANSWER);
            assertThat(world.takeAnnounced().stream().filter(CallEffect.CallChanged.class::isInstance)).hasSize(1);
        }
    }

    /// Each is another node: they share the store and nothing else.
    private Switchboard switchboard() {
        return world.switchboard(calls(), links());
    }

    private CallReply invite(User from, User to, String id) {
        return switchboard().invite(phone(from), new Invitation(new CallId(id), to.id(), Media.VIDEO, ALL));
    }

    private EndReason endOf(CallId call) {
        return Objects.requireNonNull(calls().find(call).orElseThrow().end()).reason();
    }

    /// Runs all at the same moment, and gives their results in order.
    private static <T> List<T> together(Stream<Callable<T>> racers) throws Exception {
        List<Callable<T>> tasks = racers.toList();
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : tasks) {
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        }
    }
}
