package callbox.stun;

import java.text.Normalizer;

/// The OpaqueString profile of RFC 8265 section 4.2, as far as it changes text: other spaces become the ASCII space,
/// and the result is in normalization form C.
final class OpaqueString {
    private OpaqueString() {
    }

    static String enforce(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        return ascii ? text : Normalizer.normalize(text.replaceAll("\\p{Zs}", " "), Normalizer.Form.NFC);
    }
}
