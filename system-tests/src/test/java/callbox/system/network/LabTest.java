package callbox.system.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The laboratory itself: its routers and links do what their names say.
@Tag("network")
class LabTest {

    private static final Pattern SHORTEST = Pattern.compile("= ([0-9.]+)/");

    @Test
    void openRoutersLetClientsReachEachOther() {
        try (Lab lab = Lab.withPlainLinks()) {
            assertThat(roundTripMs(lab.left().client(), "192.168.72.2")).isLessThan(20);
        }
    }

    @Test
    void natHidesTheClientAndLetsItOut() {
        try (Lab lab = Lab.withPlainLinks()) {
            lab.routers(Router.Mode.PORT_KEEPING);
            assertThat(roundTripMs(lab.left().client(), Lab.SERVER_ADDRESS)).isLessThan(20);
            assertThatThrownBy(() -> ping(lab.server(), "192.168.71.2")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void emulatedLinkDelaysAndLoses() {
        try (Lab lab = Lab.withEmulatedLinks()) {
            lab.left().router().impair(Impairment.NONE.withDelay(40));
            assertThat(roundTripMs(lab.left().client(), "192.168.72.2")).isBetween(80.0, 110.0);
            lab.left().router().impair(Impairment.BLACK_HOLE);
            assertThatThrownBy(() -> ping(lab.left().client(), Lab.SERVER_ADDRESS))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void clientComesBackWithAnotherAddress() {
        try (Lab lab = Lab.withPlainLinks()) {
            lab.left().cable(false);
            assertThatThrownBy(() -> ping(lab.left().client(), Lab.SERVER_ADDRESS))
                    .isInstanceOf(IllegalStateException.class);
            lab.left().cable(true);
            lab.left().readdress();
            assertThat(roundTripMs(lab.right().client(), "192.168.71.3")).isLessThan(20);
        }
    }

    private static double roundTripMs(Namespace from, String to) {
        Matcher shortest = SHORTEST.matcher(ping(from, to));
        assertThat(shortest.find()).isTrue();
        return Double.parseDouble(shortest.group(1));
    }

    private static String ping(Namespace from, String to) {
        return from.run("ping", "-c", "3", "-i", "0.2", "-W", "1", to);
    }
}
