package callbox.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"Ann", "小明", "O'Neill", "👩‍💻", "<img src=x onerror=alert(1)>", "عمر", "x",
        "0123456789012345678901234567890123456789"})
    void anythingThatShowsAsItselfIsAName(String text) {
        assertThat(DisplayName.parse(text)).get().extracting(DisplayName::value).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "Ann\nBob", "A\u0000", "\u202eboB", "a\u2066b", "\u200b\u200d",
        "line\u2028break",
        "\ud83d", "01234567890123456789012345678901234567890"})
    void nothingThatHidesOrPretendsIsAName(String text) {
        assertThat(DisplayName.parse(text)).isEmpty();
    }

    @Test
    void surroundingSpaceIsDroppedAndTheFormIsComposed() {
        assertThat(DisplayName.parse("  Re\u0301ne\u0301 ")).get().extracting(DisplayName::value)
                .isEqualTo("R\u00e9n\u00e9");
    }

    @Test
    void lengthIsCountedInCharactersThatAPersonTypes() {
        assertThat(DisplayName.parse("👍".repeat(40))).isPresent();
        assertThat(DisplayName.parse("👍".repeat(41))).isEmpty();
    }
}
