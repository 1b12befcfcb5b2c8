package callbox.server.store;

import callbox.call.DeviceId;
import callbox.call.Participant;
import callbox.call.ParticipantState;
import callbox.call.ParticipantState.Invited;
import callbox.call.ParticipantState.Joined;
import callbox.call.ParticipantState.Left;
import callbox.call.ParticipantState.Ringing;
import callbox.call.Tracks;
import callbox.call.User;
import callbox.call.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The participants of a call as one column: an array of objects with `user`, `name`, `role`, `state` and the state's own fields.
/// A field that is null is left out.
final class ParticipantsJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// Of a call that was stored before devices could take one: as if nobody had moved.
    private static final long FROM_THE_BEGINNING = 1;

    private ParticipantsJson() {}

    static String write(List<Participant> participants) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Participant participant : participants) {
            ObjectNode json = array.addObject()
                    .put("user", participant.id().value())
                    .put("name", participant.user().name())
                    .put("role", participant.role().word());
            writeState(json, participant.state());
        }
        return array.toString();
    }

    private static void writeState(ObjectNode json, ParticipantState state) {
        switch (state) {
            case Invited(Instant ringEndsAt) -> {
                json.put("state", "invited");
                putInstant(json, "ringEndsAt", ringEndsAt);
            }
            case Ringing(Instant ringEndsAt, Set<DeviceId> devices, Instant awaySince) -> {
                json.put("state", "ringing");
                putInstant(json, "ringEndsAt", ringEndsAt);
                ArrayNode array = json.putArray("devices");
                devices.stream().map(DeviceId::value).sorted().forEach(array::add);
                putInstant(json, "awaySince", awaySince);
            }
            case Joined(DeviceId device, long fromVersion, Instant at, Tracks tracks, Instant awaySince) -> {
                json.put("state", "joined").put("device", device.value()).put("fromVersion", fromVersion);
                putInstant(json, "at", at);
                json.put("audio", tracks.audio()).put("camera", tracks.camera()).put("screen", tracks.screen());
                putInstant(json, "awaySince", awaySince);
            }
            case Left(var reason, Instant at, Instant joinedAt) -> {
                json.put("state", "left").put("reason", reason.word());
                putInstant(json, "at", at);
                putInstant(json, "joinedAt", joinedAt);
            }
        }
    }

    private static void putInstant(ObjectNode json, String field, @Nullable Instant instant) {
        if (instant != null) {
            json.put(field, instant.toEpochMilli());
        }
    }

    static List<Participant> read(String text) {
        return MAPPER.readTree(text).valueStream().map(ParticipantsJson::participant).toList();
    }

    private static Participant participant(JsonNode json) {
        User user = new User(new UserId(json.required("user").stringValue()), json.required("name").stringValue());
        return new Participant(user, Words.role(json.required("role").stringValue()), readState(json));
    }

    private static ParticipantState readState(JsonNode json) {
        String state = json.required("state").stringValue();
        return switch (state) {
            case "invited" -> new Invited(instant(json, "ringEndsAt"));
            case "ringing" -> {
                Set<DeviceId> devices = new HashSet<>();
                json.required("devices").forEach(device -> devices.add(new DeviceId(device.stringValue())));
                yield new Ringing(instant(json, "ringEndsAt"), devices, optionalInstant(json, "awaySince"));
            }
            case "joined" -> {
                Tracks tracks = new Tracks(
                        json.required("audio").booleanValue(),
                        json.required("camera").booleanValue(),
                        json.required("screen").booleanValue());
                DeviceId device = new DeviceId(json.required("device").stringValue());
                yield new Joined(device, json.path("fromVersion").longValue(FROM_THE_BEGINNING), instant(json, "at"),
                        tracks,
                        optionalInstant(json, "awaySince"));
            }
            case "left" -> new Left(
                    Words.endReason(json.required("reason").stringValue()),
                    instant(json, "at"),
                    optionalInstant(json, "joinedAt"));
            default -> throw new IllegalArgumentException("not a participant's state: " + state);
        };
    }

    private static Instant instant(JsonNode json, String field) {
        return Instant.ofEpochMilli(json.required(field).longValue());
    }

    private static @Nullable Instant optionalInstant(JsonNode json, String field) {
        return json.has(field) ? instant(json, field) : null;
    }
}
