package callbox.turn.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import callbox.stun.UserHash;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The TURN REST convention (draft-uberti-behave-turn-rest): username `expiry:name` with the expiry in seconds since
/// 1970, password base64(HMAC-SHA1(secret, username)). Whoever knows the secret can mint, and the relay needs no table of
/// users: coturn's `use-auth-secret` is the same. Thread-safe.
public final class RestCredentials implements Credentials {
    private static final String MAC = "HmacSHA1";
    private static final char SEPARATOR = ':';
    /// Hashes of usernames minted here, and names revoked here, that are remembered. Past it the oldest is forgotten: a
    /// client with a forgotten hash is asked for its username, a revoked credential of ours has long expired by then.
    private static final int REMEMBERED = 16_384;

    private final byte[] secret;
    private final String realm;
    private final InstantSource clock;
    private final RecentMap<UserHash, String> usernames = new RecentMap<>(REMEMBERED);
    private final RecentMap<String, Boolean> revoked = new RecentMap<>(REMEMBERED);

    public RestCredentials(String secret, String realm, InstantSource clock) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the shared secret is empty; set one");
        }
        this.secret = secret.getBytes(UTF_8);
        this.realm = realm;
        this.clock = clock;
    }

    /// A new credential for a name, for so long from now.
    public Credential mint(String name, Duration validity) {
        Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(validity).getEpochSecond());
        String username = expiresAt.getEpochSecond() + String.valueOf(SEPARATOR) + name;
        usernames.put(UserHash.of(username, realm), username);
        return new Credential(name, username, password(username), expiresAt);
    }

    @Override
    public Optional<Credential> byUsername(String username) {
        int separator = username.indexOf(SEPARATOR);
        if (separator <= 0) {
            return Optional.empty();
        }
        String name = username.substring(separator + 1);
        return expiry(username.substring(0, separator)).filter(clock.instant()::isBefore)
                .filter(_ -> revoked.get(name).isEmpty())
                .map(expiresAt -> new Credential(name, username, password(username), expiresAt));
    }

    /// Finds only what this process minted: a hash cannot be turned back.
    @Override
    public Optional<Credential> byUserHash(UserHash hash) {
        return usernames.get(hash).flatMap(this::byUsername);
    }

    @Override
    public boolean supportsUserHash() {
        return true;
    }

    @Override
    public void revoke(String name) {
        revoked.put(name, true);
    }

    private static Optional<Instant> expiry(String text) {
        // Ten digits last until the year 2286.
        return text.matches("[0-9]{1,10}") ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
                : Optional.empty();
    }

    private String password(String username) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + MAC, e);
        }
    }
}
