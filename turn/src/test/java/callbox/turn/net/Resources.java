package callbox.turn.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What this process holds now.
final class Resources {
    /// What a heap differs by for reasons of its own.
    static final long HEAP_NOISE_BYTES = 3L << 20;
    /// What the JVM itself may open meanwhile (jars of classes that are loaded late): nothing beside a descriptor per allocation.
    static final long DESCRIPTOR_NOISE = 32;

    private Resources() {
    }

    static long openDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    static long usedHeapBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
