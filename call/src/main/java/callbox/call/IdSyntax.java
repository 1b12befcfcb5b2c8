package callbox.call;

import java.util.regex.Pattern;

/// What an id may look like (docs/PROTOCOL.md, Words): it goes unescaped into addresses, keys and logs.
final class IdSyntax {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private IdSyntax() {}

    static boolean accepts(String value) {
        return FORM.matcher(value).matches();
    }

    static void require(String value) {
        if (!accepts(value)) {
            throw new IllegalArgumentException("not an id of 1 to 64 characters of [A-Za-z0-9_-]");
        }
    }
}
