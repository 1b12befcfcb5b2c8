package callbox.server.account;

import java.text.Normalizer;
import java.util.Optional;

/// How a user is called on other people's screens. Not unique, and only ever text: markup in it is five characters like any.
///
/// @param value 1 to 40 code points in Unicode NFC, without surrounding white space
public record DisplayName(String value) {
    private static final int MAX_CODE_POINTS = 40;

    /// Refuses what could pretend to be something else on a screen: control characters, line breaks, bidirectional overrides
    /// (Unicode TR 36, section 2.10), halves of surrogate pairs, and names that show nothing.
    public static Optional<DisplayName> parse(String text) {
        var name = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > MAX_CODE_POINTS || name.codePoints().anyMatch(DisplayName::forbidden)
                || name.codePoints().noneMatch(DisplayName::visible)) {
            return Optional.empty();
        }
        return Optional.of(new DisplayName(name));
    }

    private static boolean forbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT ->
                (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
            default -> false;
        };
    }

    private static boolean visible(int character) {
        int type = Character.getType(character);
        return type != Character.FORMAT && type != Character.SPACE_SEPARATOR && type != Character.UNASSIGNED;
    }

    @Override
    public String toString() {
        return value;
    }
}
