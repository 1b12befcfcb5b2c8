package callbox.bench.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The words of a command line: `--name number` options, and names of an enum, of which none means all.
final class Words {

    private final List<String> words;

    Words(String[] arguments) {
        words = new ArrayList<>(List.of(arguments));
    }

    long option(String name, long otherwise) {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        words.remove(at);
        return Long.parseLong(words.remove(at));
    }

    /// To be asked for after all options.
    <E extends Enum<E>> List<E> names(Class<E> type) {
        return words.isEmpty() ? Arrays.asList(type.getEnumConstants())
                : words.stream().map(word -> Enum.valueOf(type, word)).toList();
    }
}
