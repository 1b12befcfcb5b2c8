package callbox.server.store;

import callbox.call.EndReason;
import callbox.call.Media;
import callbox.call.Role;
import java.util.function.Function;

/// Reads the words of closed vocabularies, as the columns have them.
final class Words {
    private Words() {}

    static Media media(String word) {
        return find(Media.values(), Media::word, word);
    }

    static Role role(String word) {
        return find(Role.values(), Role::word, word);
    }

    static EndReason endReason(String word) {
        return find(EndReason.values(), EndReason::word, word);
    }

    private static <E> E find(E[] values, Function<E, String> wordOf, String word) {
        for (E value : values) {
            if (wordOf.apply(value).equals(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException("not a word of ours: " + word);
    }
}
