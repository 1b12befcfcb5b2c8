package callbox.turn.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import callbox.stun.IpAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces that the relay recognises without remembering them: an expiry and an HMAC over it and the client's address.
/// Not the port: a TCP client's data connections (RFC 6062) use the nonce of its control connection. Thread-safe.
public final class Nonces {
    /// How long one serves (RFC 8656 section 5 recommends no more than an hour).
    static final Duration LIFETIME = Duration.ofMinutes(30);

    private static final String MAC = "HmacSHA256";
    /// 96 bits cannot be guessed within a nonce's lifetime, and keep the 401 small.
    private static final int MAC_BYTES = 12;
    private static final int TOKEN_BYTES = Integer.BYTES + MAC_BYTES;

    private final byte[] key;
    private final String cookie;

    /// @param key unpredictable; a restart with another one makes every client's nonce stale, which they handle
    /// @param cookie what every nonce begins with, as [callbox.stun.NonceCookie] makes it
    public Nonces(byte[] key, String cookie) {
        this.key = key.clone();
        this.cookie = cookie;
    }

    String mint(IpAddress client, long nowMs) {
        int expiry = seconds(nowMs + LIFETIME.toMillis());
        byte[] token = ByteBuffer.allocate(TOKEN_BYTES).putInt(expiry).put(mac(client, expiry)).array();
        return cookie + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// Whether this relay minted the nonce for this address, and it has not expired.
    boolean isFresh(String nonce, IpAddress client, long nowMs) {
        if (!nonce.startsWith(cookie)) {
            return false;
        }
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(nonce.substring(cookie.length()).getBytes(US_ASCII));
        } catch (IllegalArgumentException _) {
            return false;
        }
        if (token.length != TOKEN_BYTES) {
            return false;
        }
        int expiry = ByteBuffer.wrap(token).getInt();
        byte[] mac = Arrays.copyOfRange(token, Integer.BYTES, TOKEN_BYTES);
        return MessageDigest.isEqual(mac, mac(client, expiry)) && expiry - seconds(nowMs) > 0;
    }

    private byte[] mac(IpAddress client, int expiry) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            mac.update(client.toBytes());
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, expiry));
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + MAC, e);
        }
    }

    private static int seconds(long ms) {
        return (int) (ms / 1000);
    }
}
