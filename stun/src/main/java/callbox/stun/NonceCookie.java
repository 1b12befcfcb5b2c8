package callbox.stun;

import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The prefix of a nonce that tells which security features the server has, so that nobody in between can take them
/// away unseen: `obMatJos2` and 24 bits in base64 (RFC 8489 section 9.2).
public final class NonceCookie {
    private static final String COOKIE = "obMatJos2";
    private static final int FEATURE_CHARACTERS = 4;
    private static final int FEATURE_BITS = 24;

    /// The bits of RFC 8489 section 18.1, which counts them from the most significant one.
    public enum Feature {
        PASSWORD_ALGORITHMS(0),
        USERNAME_ANONYMITY(1);

        private final int mask;

        Feature(int bit) {
            this.mask = 1 << (FEATURE_BITS - 1 - bit);
        }
    }

    private NonceCookie() {
    }

    /// The 13 characters with which a nonce of a server with these features begins.
    public static String of(Set<Feature> features) {
        int bits = features.stream().mapToInt(feature -> feature.mask).reduce(0, (a, b) -> a | b);
        byte[] bytes = {(byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
        return COOKIE + Base64.getEncoder().encodeToString(bytes);
    }

    /// The features that a nonce tells of; empty if it does not begin with a cookie.
    public static Optional<Set<Feature>> features(String nonce) {
        if (!nonce.startsWith(COOKIE) || nonce.length() < COOKIE.length() + FEATURE_CHARACTERS) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(nonce.substring(COOKIE.length(), COOKIE.length() + FEATURE_CHARACTERS));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < 3) {
            return Optional.empty();
        }
        int bits = ((bytes[0] & 0xFF) << 16) | ((bytes[1] & 0xFF) << 8) | (bytes[2] & 0xFF);
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if ((bits & feature.mask) != 0) {
                features.add(feature);
            }
        }
        return Optional.of(features);
    }
}
