package callbox.system.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line that starts a Java program with this process's JDK and class path.
public final class JavaCommand {

    private JavaCommand() {
    }

    /// @param maxHeap   as `-Xmx` takes it
    /// @param mainClass its binary name
    public static List<String> of(String maxHeap, String mainClass, String... arguments) {
        // Surefire hides the real class path behind a jar that has nothing but a manifest.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + maxHeap,
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                        classPath, mainClass));
        words.addAll(List.of(arguments));
        return words;
    }
}
