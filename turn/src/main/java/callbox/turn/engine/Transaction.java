package callbox.turn.engine;

import callbox.stun.Attribute;
import callbox.stun.IntegrityAlgorithm;
import callbox.stun.StunEncoder;
import callbox.stun.StunError;
import callbox.stun.StunMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// One authenticated request, and how to answer it.
///
/// @param algorithm the integrity of the request, and so of the answer
/// @param out where the answer goes
record Transaction(FiveTuple from, StunMessage request, Authenticated who, IntegrityAlgorithm algorithm, long nowMs,
        Outbox out) {

    /// Answers with success; gives back the answer's bytes.
    ByteBuffer succeed(List<Attribute> answer) {
        ByteBuffer bytes = success(answer);
        out.send(from, bytes.duplicate());
        return bytes;
    }

    /// The bytes of an answer that another command sends.
    ByteBuffer success(List<Attribute> answer) {
        return StunEncoder.encode(request.success(answer), who.key(), algorithm);
    }

    /// Answers with an error.
    void refuse(StunError error) {
        refuse(error, List.of());
    }

    /// Answers with an error and more attributes.
    void refuse(StunError error, List<Attribute> more) {
        out.refused(error);
        List<Attribute> answer = new ArrayList<>();
        answer.add(error.toAttribute());
        answer.addAll(more);
        out.send(from, StunEncoder.encode(request.error(answer), who.key(), algorithm));
    }
}
