package callbox.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callbox.call.CallPolicy.Grace;
import callbox.call.ParticipantState.Ringing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void anIdHasNoCharacterThatNeedsEscaping() {
        assertThat(new CallId("c_-aZ09").value()).isEqualTo("c_-aZ09");
        for (String bad : List.of("", "a b", "<b>", "a/b", "ä", "a\n", "x".repeat(65))) {
            assertThatThrownBy(() -> new UserId(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void audioIsLesserThanVideo() {
        assertThat(Media.VIDEO.lesser(Media.VIDEO)).isEqualTo(Media.VIDEO);
        assertThat(Media.VIDEO.lesser(Media.AUDIO)).isEqualTo(Media.AUDIO);
        assertThat(Media.AUDIO.lesser(Media.VIDEO)).isEqualTo(Media.AUDIO);
    }

    @Test
    void ringingIsAwayExactlyWhenNoDeviceRings() {
        assertThatThrownBy(() -> new Ringing(Instant.EPOCH, Set.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ringing(Instant.EPOCH, Set.of(new DeviceId("d")), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHistoryCursorSurvivesTheWire() {
        HistoryCursor cursor = new HistoryCursor(Instant.ofEpochMilli(1_790_000_000_123L), new CallId("c_-1-2"));

        assertThat(HistoryCursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void aHistoryCursorThatAClientMadeUpIsNone() {
        for (String bad : List.of("", "-", "1", "1-", "-1-c", "x-c", "99999999999999999999-c", "1-<b>", "+1-c d")) {
            assertThat(HistoryCursor.parse(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void aRandomLinkIsLongAndNeverTheSame() {
        IdSource ids = IdSource.random();

        assertThat(ids.nextLink().value()).hasSize(22).isNotEqualTo(ids.nextLink().value());
        assertThat(ids.nextCall().value()).matches("c_[A-Za-z0-9_-]{22}");
    }

    @Test
    void aPolicyThatEndsEveryCallAtOnceIsRefused() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new CallPolicy(Duration.ZERO, Grace.DEFAULT, 6, 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallPolicy(second, Grace.DEFAULT, 1, 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Grace(second.negated(), second, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Grace(second, second, second, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
