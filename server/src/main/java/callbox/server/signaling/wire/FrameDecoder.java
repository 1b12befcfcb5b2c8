package callbox.server.signaling.wire;

import callbox.call.EndReason;
import callbox.call.HistoryCursor;
import callbox.server.account.Credentials;
import callbox.server.account.DisplayName;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what clients send. Stateless.
public final class FrameDecoder {
    static final int PROTOCOL = 1;

    /// The deepest message has four levels; the rest is room for later fields.
    private static final int MAX_DEPTH = 16;

    /// Numbers are times and sequence numbers: 16 digits.
    private static final int MAX_NUMBER_LENGTH = 32;

    private static final int MAX_REQUEST_ID = 32;

    /// SDP with six m-lines and all codecs of a browser is some 12 KiB.
    private static final int MAX_SDP = 48 * 1024;

    /// A candidate line of a browser is some 150 characters.
    private static final int MAX_CANDIDATE = 1024;
    private static final int MAX_CANDIDATES = 32;
    private static final int MAX_MID = 64;
    private static final int MAX_LINE_INDEX = 255;

    /// RFC 8839, section 5.4: at most 256 characters.
    private static final int MAX_UFRAG = 256;

    private static final int MAX_TOKEN = 128;
    private static final int MAX_CURSOR = 96;
    private static final int MAX_NAME_INPUT = 1024;
    private static final int MAX_PAGE = 50;

    private static final Pattern EPOCH = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    /// Long enough not to be guessed: the id of a call is chosen by the device that places it.
    private static final Pattern CHOSEN_CALL_ID = Pattern.compile("c_[A-Za-z0-9_-]{22}");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FrameDecoder() {}

    /// @param text a whole frame
    public static Decoded decode(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            return new Decoded.Refused(null, Reply.Failure.of(ErrorCode.BAD_JSON, "not a JSON object"));
        }
        return json.isObject() ? decode(new Fields(json))
                : new Decoded.Refused(null, Reply.Failure.of(ErrorCode.BAD_JSON, "not a JSON object"));
    }

    private static Decoded decode(Fields frame) {
        String id = null;
        try {
            var type = frame.text("type", 0, Integer.MAX_VALUE);
            if (type.equals("ping") || type.equals("pong")) {
                return new Decoded.Valid(type.equals("ping") ? new ClientFrame.Ping() : new ClientFrame.Pong());
            }
            id = frame.text("id", 1, MAX_REQUEST_ID);
            return new Decoded.Valid(type.equals("hello") ? hello(id, frame) : request(type, id, frame));
        } catch (Fields.WrongField e) {
            return new Decoded.Refused(id, Reply.Failure.wrongField(e.field(), e.sentence()));
        } catch (Coded e) {
            return new Decoded.Refused(id, Reply.Failure.of(e.code, e.sentence));
        }
    }

    /// An error with a code of its own, on its way to [#decode].
    private static final class Coded extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final ErrorCode code;
        private final String sentence;

        Coded(ErrorCode code, String sentence) {
            super(sentence, null, false, false);
            this.code = code;
            this.sentence = sentence;
        }
    }

    private static Request request(String type, String id, Fields frame) {
        return switch (type) {
            case "profile.set" -> new Request.ProfileSet(id, name(frame), frame.optionalBool("listed"));
            case "call.invite" -> new Request.CallInvite(id, frame.chosenCall("call", CHOSEN_CALL_ID), frame.user("to"),
                    frame.media("media"), frame.tracks("tracks"));
            case "call.ring" -> new Request.CallRing(id, frame.call("call"));
            case "call.accept" -> new Request.CallAccept(id, frame.call("call"), frame.tracks("tracks"));
            case "call.decline" -> new Request.CallDecline(id, frame.call("call"));
            case "call.hang-up" -> new Request.CallHangUp(id, frame.call("call"), hangUpReason(frame));
            case "call.tracks" -> new Request.CallTracks(id, frame.call("call"), frame.tracks("tracks"));
            case "call.take" ->
                new Request.CallTake(id, frame.call("call"), frame.integer("version", 1, Long.MAX_VALUE),
                        frame.tracks("tracks"));
            case "call.hears" -> new Request.CallHears(id, frame.call("call"), frame.user("from"));
            case "call.signal" -> new Request.CallSignal(id, frame.call("call"), frame.user("to"), signal(frame));
            case "ice.servers" -> new Request.IceServersGet(id, frame.has("call") ? frame.call("call") : null);
            case "link.create" -> new Request.LinkCreate(id, frame.media("media"));
            case "link.preview" -> new Request.LinkPreviewGet(id, frame.link("link"));
            case "link.join" -> new Request.LinkJoin(id, frame.link("link"), frame.tracks("tracks"));
            case "history.list" -> new Request.HistoryList(id, cursor(frame), limit(frame));
            case "history.seen" -> new Request.HistorySeen(id);
            default -> throw new Coded(ErrorCode.UNKNOWN_TYPE, "no such request");
        };
    }

    private static Hello hello(String id, Fields frame) {
        if (frame.integer("protocol", 0, Integer.MAX_VALUE) != PROTOCOL) {
            throw new Coded(ErrorCode.UNSUPPORTED_PROTOCOL, "this server speaks protocol " + PROTOCOL);
        }
        var listed = frame.optionalBool("listed");
        var device = frame.has("device") ? frame.device("device") : null;
        return new Hello(id, credentials(frame.object("auth")), name(frame), listed == null || listed, device,
                resume(frame), frame.has("nextCall") ? frame.chosenCall("nextCall", CHOSEN_CALL_ID) : null);
    }

    private static Credentials credentials(Fields auth) {
        if (!auth.text("kind", 0, Integer.MAX_VALUE).equals("open")) {
            throw new Coded(ErrorCode.UNAUTHORIZED, "this server knows auth of kind open only");
        }
        var secret = auth.text("secret", 0, Integer.MAX_VALUE);
        if (!SECRET.matcher(secret).matches()) {
            throw auth.wrong("secret", "43 characters of base64url");
        }
        return new Credentials.OpenSecret(secret);
    }

    private static Hello.@Nullable Resume resume(Fields frame) {
        if (!frame.has("resume")) {
            return null;
        }
        var resume = frame.object("resume");
        return new Hello.Resume(new ResumeToken(resume.text("token", 1, MAX_TOKEN)),
                resume.integer("seq", 0, Long.MAX_VALUE));
    }

    private static @Nullable DisplayName name(Fields frame) {
        var text = frame.optionalText("name", MAX_NAME_INPUT);
        return text == null ? null : DisplayName.parse(text).orElseThrow(() -> new Coded(ErrorCode.NAME_INVALID,
                "a name has 1 to 40 characters, no control characters and no bidirectional overrides"));
    }

    private static EndReason hangUpReason(Fields frame) {
        return switch (frame.has("reason") ? frame.text("reason", 0, Integer.MAX_VALUE) : "hung-up") {
            case "hung-up" -> EndReason.HUNG_UP;
            case "failed" -> EndReason.FAILED;
            default -> throw frame.wrong("reason", "hung-up or failed");
        };
    }

    private static @Nullable HistoryCursor cursor(Fields frame) {
        var text = frame.optionalText("before", MAX_CURSOR);
        return text == null ? null : HistoryCursor.parse(text).orElseThrow(() -> frame.wrong("before",
                "the next of an earlier page"));
    }

    private static int limit(Fields frame) {
        return frame.has("limit") ? (int) frame.integer("limit", 1, MAX_PAGE) : MAX_PAGE;
    }

    private static Signal signal(Fields frame) {
        var epoch = epoch(frame, "epoch");
        var peerEpoch = frame.has("peerEpoch") ? epoch(frame, "peerEpoch") : null;
        var parts = List.of(frame.has("description"), frame.has("candidates"), frame.has("ready"));
        if (parts.stream().filter(present -> present).count() != 1) {
            throw frame.wrong("description", "there, or candidates, or ready: exactly one");
        }
        if (frame.has("ready") && !frame.bool("ready")) {
            throw frame.wrong("ready", "true");
        }
        return new Signal(epoch, peerEpoch, frame.has("description") ? description(frame.object("description")) : null,
                frame.has("candidates") ? candidates(frame) : null, frame.optionalBool("ready"));
    }

    private static String epoch(Fields frame, String field) {
        var epoch = frame.text(field, 1, Integer.MAX_VALUE);
        if (!EPOCH.matcher(epoch).matches()) {
            throw frame.wrong(field, "an id of 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
        return epoch;
    }

    private static Signal.Description description(Fields description) {
        var type = description.text("type", 0, Integer.MAX_VALUE);
        if (!type.equals("offer") && !type.equals("answer")) {
            throw description.wrong("type", "offer or answer");
        }
        return new Signal.Description(type, description.text("sdp", 1, MAX_SDP));
    }

    private static List<Signal.Candidate> candidates(Fields frame) {
        return frame.objects("candidates", MAX_CANDIDATES).stream().map(candidate -> new Signal.Candidate(
                candidate.text("candidate", 0, MAX_CANDIDATE),
                candidate.optionalText("sdpMid", MAX_MID),
                candidate.has("sdpMLineIndex") ? (Integer) (int) candidate.integer("sdpMLineIndex", 0, MAX_LINE_INDEX)
                        : null,
                candidate.optionalText("usernameFragment", MAX_UFRAG))).toList();
    }
}
