package callbox.system.person;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A file of random bytes, the same ones each time.
public final class RandomFile {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final long SEED = 20_261_127;

    private RandomFile() {
    }

    /// Makes a file, or takes the one that an earlier run has left.
    public static Path of(Path folder, long bytes) {
        Path file = folder.resolve(bytes + ".bin");
        try {
            if (Files.exists(file) && Files.size(file) == bytes) {
                return file;
            }
            Files.createDirectories(folder);
            var random = new SplittableRandom(SEED);
            var block = new byte[BLOCK_BYTES];
            try (var out = Files.newOutputStream(file)) {
                for (long left = bytes; left > 0; left -= block.length) {
                    random.nextBytes(block);
                    out.write(block, 0, (int) Math.min(left, block.length));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
