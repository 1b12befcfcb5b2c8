package callbox.call;

import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.DEE;
import static callbox.call.Scene.VOICE;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallEvent.Accept;
import callbox.call.CallEvent.Command;
import callbox.call.CallEvent.Decline;
import callbox.call.CallEvent.HangUp;
import callbox.call.CallEvent.Hears;
import callbox.call.CallEvent.Invite;
import callbox.call.CallEvent.JoinByLink;
import callbox.call.CallEvent.Ring;
import callbox.call.CallEvent.Take;
import callbox.call.CallEvent.TracksChanged;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every command from a sender in every state, and its answer.
class CommandTableTest {
    private static final String TABLE = """
            sender                     | ring           | accept             | decline            | hang-up     | tracks      | invite      | join            | take            | hears
            a stranger                 | call-not-found | not-invited        | not-invited        | not-in-call | not-in-call | not-in-call | changed         | not-in-call     | not-in-call
            the caller, calling        | unchanged      | unchanged          | not-invited        | changed     | changed     | changed     | unchanged       | unchanged       | peer-not-in-call
            the caller's other device  | unchanged      | answered-elsewhere | answered-elsewhere | not-in-call | not-in-call | not-in-call | already-in-call | changed         | not-in-call
            invited                    | changed        | changed            | changed            | not-in-call | not-in-call | not-in-call | changed         | not-in-call     | not-in-call
            ringing                    | unchanged      | changed            | changed            | not-in-call | not-in-call | not-in-call | changed         | not-in-call     | not-in-call
            ringing on another device  | changed        | changed            | changed            | not-in-call | not-in-call | not-in-call | changed         | not-in-call     | not-in-call
            joined                     | unchanged      | unchanged          | not-invited        | changed     | changed     | changed     | unchanged       | unchanged       | unchanged
            joined on another device   | unchanged      | answered-elsewhere | answered-elsewhere | not-in-call | not-in-call | not-in-call | already-in-call | changed         | not-in-call
            away on another device     | unchanged      | answered-elsewhere | answered-elsewhere | not-in-call | not-in-call | not-in-call | changed         | changed         | not-in-call
            taken away again           | unchanged      | answered-elsewhere | answered-elsewhere | not-in-call | not-in-call | not-in-call | already-in-call | moved-elsewhere | not-in-call
            declined, others talk      | call-ended     | call-ended         | unchanged          | unchanged   | not-in-call | not-in-call | changed         | call-ended      | not-in-call
            left, others talk          | call-ended     | call-ended         | call-ended         | unchanged   | not-in-call | not-in-call | changed         | call-ended      | not-in-call
            called, then cancelled     | call-ended     | call-ended         | call-ended         | unchanged   | not-in-call | call-ended  | call-ended      | call-ended      | not-in-call
            declined, ended by it      | call-ended     | call-ended         | unchanged          | unchanged   | not-in-call | call-ended  | call-ended      | call-ended      | not-in-call
            stranger to an ended call  | call-not-found | not-invited        | not-invited        | not-in-call | not-in-call | call-ended  | call-ended      | not-in-call     | not-in-call
            """;

    /// The version of an answered call: what a device has seen that asks to take it.
    private static final long SEEN = 3;

    @TestFactory
    Stream<DynamicTest> answersEachCommandInEachState() {
        List<List<String>> rows = TABLE.lines().map(line -> List.of(line.split("\\s*\\|\\s*"))).toList();
        List<String> commands = rows.getFirst();
        return rows.stream().skip(1).flatMap(row -> IntStream.range(1, commands.size())
                .mapToObj(column -> answers(row.getFirst(), commands.get(column), row.get(column))));
    }

    private static DynamicTest answers(String sender, String command, String answer) {
        return DynamicTest.dynamicTest(sender + ": " + command + " -> " + answer, () -> {
            Case given = given(sender);
            assertThat(given.scene.ask(command(command, given))).isEqualTo(answer);
        });
    }

    private record Case(Scene scene, User sender, DeviceRef device) {}

    private static Case given(String sender) {
        return switch (sender) {
            case "a stranger" -> new Case(Scene.ringing(), CY, phone(CY));
            case "the caller, calling" -> new Case(Scene.ringing(), ANN, phone(ANN));
            case "the caller's other device" -> new Case(Scene.ringing(), ANN, desk(ANN));
            case "invited" -> new Case(Scene.placed(), BOB, phone(BOB));
            case "ringing" -> new Case(Scene.ringing(), BOB, phone(BOB));
            case "ringing on another device" -> new Case(Scene.ringing(), BOB, desk(BOB));
            case "joined" -> new Case(Scene.answered(), BOB, phone(BOB));
            case "joined on another device" -> new Case(Scene.answered(), BOB, desk(BOB));
            case "away on another device" ->
                new Case(Scene.answered().then(new CallEvent.DeviceAway(phone(BOB))), BOB, desk(BOB));
            case "taken away again" -> new Case(takenAndTakenBack(), BOB, desk(BOB));
            case "declined, others talk" -> new Case(declinedByCy(), CY, phone(CY));
            case "left, others talk" ->
                new Case(Scene.group().then(new HangUp(phone(CY), EndReason.HUNG_UP)), CY, phone(CY));
            case "called, then cancelled" -> new Case(Scene.cancelled(), BOB, phone(BOB));
            case "declined, ended by it" -> new Case(Scene.ringing().then(new Decline(phone(BOB))), BOB, phone(BOB));
            case "stranger to an ended call" -> new Case(Scene.cancelled(), CY, phone(CY));
            default -> throw new IllegalArgumentException(sender);
        };
    }

    private static Scene takenAndTakenBack() {
        Scene scene = Scene.answered().then(new Take(desk(BOB), SEEN, ALL));
        return scene.then(new Take(phone(BOB), scene.call.version(), ALL));
    }

    private static Scene declinedByCy() {
        return Scene.answered().then(new Invite(phone(ANN), CY, Reach.FREE)).then(new Decline(phone(CY)));
    }

    private static Command command(String name, Case given) {
        DeviceRef by = given.device;
        Supplier<Command> command = switch (name) {
            case "ring" -> () -> new Ring(by);
            case "accept" -> () -> new Accept(by, ALL, Media.VIDEO);
            case "decline" -> () -> new Decline(by);
            case "hang-up" -> () -> new HangUp(by, EndReason.HUNG_UP);
            case "tracks" -> () -> new TracksChanged(by, VOICE);
            case "invite" -> () -> new Invite(by, DEE, Reach.FREE);
            case "take" -> () -> new Take(by, SEEN, VOICE);
            case "hears" -> () -> new Hears(by, by.user().equals(ANN.id()) ? BOB.id() : ANN.id());
            case "join" -> () -> new JoinByLink(by, given.sender, ALL);
            default -> throw new IllegalArgumentException(name);
        };
        return command.get();
    }
}
