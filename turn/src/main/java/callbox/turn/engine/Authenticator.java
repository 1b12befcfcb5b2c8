package callbox.turn.engine;

import callbox.stun.Attribute;
import callbox.stun.Decoded;
import callbox.stun.Decoded.IntegrityMark;
import callbox.stun.IntegrityKey;
import callbox.stun.NonceCookie;
import callbox.stun.PasswordAlgorithm;
import callbox.stun.StunError;
import callbox.stun.StunMessage;
import callbox.turn.credential.Credential;
import callbox.turn.credential.Credentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The long-term credential mechanism (RFC 8489 section 9.2.4). Keeps no state about clients.
public final class Authenticator {
    /// In order of preference. Browsers ignore the list and use MD5.
    private static final List<PasswordAlgorithm> ALGORITHMS = List.of(PasswordAlgorithm.SHA256, PasswordAlgorithm.MD5);

    private final String realm;
    private final Credentials credentials;
    private final Nonces nonces;
    private final InstantSource wallClock;

    /// @param nonces begin with [#nonceCookie]
    /// @param wallClock what credentials' expiries refer to
    public Authenticator(String realm, Credentials credentials, Nonces nonces, InstantSource wallClock) {
        this.realm = realm;
        this.credentials = credentials;
        this.nonces = nonces;
        this.wallClock = wallClock;
    }

    /// What the relay's nonces begin with, so that a client notices if somebody hides what the relay offers.
    public static String nonceCookie(Credentials credentials) {
        Set<NonceCookie.Feature> features = EnumSet.of(NonceCookie.Feature.PASSWORD_ALGORITHMS);
        if (credentials.supportsUserHash()) {
            features.add(NonceCookie.Feature.USERNAME_ANONYMITY);
        }
        return NonceCookie.of(features);
    }

    /// @param existing the allocation of the request's five-tuple, or null
    Authentication check(FiveTuple from, Decoded.Message decoded, @Nullable Allocation existing, long nowMs) {
        StunMessage request = decoded.message();
        Optional<IntegrityMark> integrity = decoded.strongestIntegrity();
        if (integrity.isEmpty()) {
            return challenge(StunError.UNAUTHENTICATED, from, nowMs);
        }
        Optional<String> nonce = request.find(Attribute.Nonce.class).map(Attribute.Nonce::value);
        boolean named = request.has(Attribute.Username.class) || request.has(Attribute.UserHashed.class);
        Optional<PasswordAlgorithm> algorithm = passwordAlgorithm(request);
        if (nonce.isEmpty() || !named || !request.has(Attribute.Realm.class) || algorithm.isEmpty()) {
            return new Authentication.Denied(StunError.BAD_REQUEST, List.of());
        }
        // Before the integrity, so that a flood of made-up requests costs one HMAC over a few bytes each.
        if (!nonces.isFresh(nonce.get(), from.client().ip(), nowMs)) {
            return challenge(StunError.STALE_NONCE, from, nowMs);
        }
        Optional<Authenticated> claimed = claimed(request, algorithm.get(), existing, nowMs);
        if (claimed.isEmpty() || !claimed.get().key().verifies(decoded, integrity.get())) {
            return challenge(StunError.UNAUTHENTICATED, from, nowMs);
        }
        return new Authentication.Proven(claimed.get(), integrity.get().algorithm());
    }

    /// How the password became a key. Empty if the request's statements about that do not fit together: somebody may have
    /// taken the better algorithm out of our offer (RFC 8489 section 9.2.4).
    private static Optional<PasswordAlgorithm> passwordAlgorithm(StunMessage request) {
        Optional<Attribute.PasswordAlgorithms> offered = request.find(Attribute.PasswordAlgorithms.class);
        Optional<Attribute.ChosenPasswordAlgorithm> chosen = request.find(Attribute.ChosenPasswordAlgorithm.class);
        if (offered.isEmpty() && chosen.isEmpty()) {
            return Optional.of(PasswordAlgorithm.MD5);
        }
        boolean ours = offered.isPresent() && offered.get().values().equals(ALGORITHMS);
        return ours ? chosen.flatMap(Attribute.ChosenPasswordAlgorithm::value) : Optional.empty();
    }

    private Optional<Authenticated> claimed(StunMessage request, PasswordAlgorithm algorithm,
            @Nullable Allocation existing, long nowMs) {
        Optional<String> username = request.find(Attribute.Username.class).map(Attribute.Username::value);
        if (existing != null && username.isPresent() && existing.hasKeyFor(username.get(), algorithm)) {
            return Optional.of(existing.who());
        }
        Optional<Credential> credential = username.isPresent() ? credentials.byUsername(username.get())
                : request.find(Attribute.UserHashed.class).flatMap(hash -> credentials.byUserHash(hash.value()));
        return credential.map(found -> authenticated(found, algorithm, nowMs));
    }

    private Authenticated authenticated(Credential credential, PasswordAlgorithm algorithm, long nowMs) {
        IntegrityKey key = algorithm.key(credential.username(), realm, credential.password());
        Duration left = Duration.between(wallClock.instant(), credential.expiresAt());
        return new Authenticated(credential, key, algorithm, nowMs + left.toMillis());
    }

    private Authentication.Denied challenge(StunError error, FiveTuple from, long nowMs) {
        return new Authentication.Denied(error, List.of(new Attribute.Realm(realm),
                new Attribute.Nonce(nonces.mint(from.client().ip(), nowMs)),
                new Attribute.PasswordAlgorithms(ALGORITHMS)));
    }
}
