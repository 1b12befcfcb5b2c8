package callbox.system.browser;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The browser processes of a test run, started when first needed and then shared: windows have profiles of their own, so tests stay apart.
public final class Browsers implements AutoCloseable {

    private record Seat(Devices devices, int number) {
    }

    private final Map<Seat, Chromium> chromiums = new HashMap<>();
    private @Nullable Firefox firefox;

    /// The Chromium process of this number; processes of different numbers share nothing but the machine.
    public Chromium chromium(Devices devices, int number) {
        return chromiums.compute(new Seat(devices, number),
                (seat, running) -> running != null && running.isRunning() ? running : Chromium.start(devices));
    }

    public Firefox firefox() {
        if (firefox == null) {
            firefox = Firefox.start();
        }
        return firefox;
    }

    @Override
    public void close() {
        chromiums.values().forEach(Chromium::close);
        if (firefox != null) {
            firefox.close();
        }
    }
}
