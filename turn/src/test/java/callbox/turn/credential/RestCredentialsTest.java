package callbox.turn.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callbox.stun.UserHash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RestCredentialsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String REALM = "example.org";

    private final RestCredentials credentials = new RestCredentials("north", REALM, InstantSource.fixed(NOW));

    @Test
    void mintsWhatOtherServersOfTheConventionAccept() {
        Credential credential = credentials.mint("call-1", Duration.ofMinutes(10));

        assertThat(credential.username()).isEqualTo("1700000600:call-1");
        // echo -n 1700000600:call-1 | openssl dgst -sha1 -hmac north -binary | base64
        assertThat(credential.password()).isEqualTo("fLrPAQb9t9tER3K18sFFJMWr18U=");
        assertThat(credential.expiresAt()).isEqualTo(NOW.plusSeconds(600));
    }

    @Test
    void findsAMintedCredentialByNameAndByHash() {
        Credential credential = credentials.mint("call:1", Duration.ofMinutes(10));
        assertThat(credentials.byUsername(credential.username())).contains(credential);
        assertThat(credentials.byUserHash(UserHash.of(credential.username(), REALM))).contains(credential);
    }

    @Test
    void refusesExpiredMalformedAndRevokedUsernames() {
        assertThat(credentials.byUsername("1700000000:late")).isEmpty();
        assertThat(credentials.byUsername("1700000001:in-time")).isPresent();
        assertThat(credentials.byUsername("call-1")).isEmpty();
        assertThat(credentials.byUsername(":call-1")).isEmpty();
        assertThat(credentials.byUsername("99999999999:call-1")).isEmpty();
        Credential credential = credentials.mint("over", Duration.ofMinutes(10));
        credentials.revoke("over");
        assertThat(credentials.byUsername(credential.username())).isEmpty();
        assertThat(credentials.byUserHash(UserHash.of(credential.username(), REALM))).isEmpty();
    }

    @Test
    void anotherSecretMakesAnotherPassword() {
        RestCredentials other = new RestCredentials("south", REALM, InstantSource.fixed(NOW));
        assertThat(other.mint("a", Duration.ofMinutes(1)).password())
                .isNotEqualTo(credentials.mint("a", Duration.ofMinutes(1)).password());
        assertThatThrownBy(() -> new RestCredentials("", REALM, InstantSource.fixed(NOW)))
                .hasMessageContaining("secret");
    }

    @Test
    void aSecretIsNotInTheText() {
        Credential credential = credentials.mint("a", Duration.ofMinutes(1));
        assertThat(credential.toString()).doesNotContain(credential.password());
    }
}
