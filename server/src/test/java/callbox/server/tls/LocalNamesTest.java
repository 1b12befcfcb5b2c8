package callbox.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalNamesTest {
    @Test
    void addressOfTheLocalNetworkComesFirstAndLoopbackNever() throws IOException {
        var addresses = new ArrayList<InetAddress>();
        for (var text : List.of("127.0.0.1", "::1", "2001:db8::1", "198.51.100.4", "192.168.1.7", "169.254.7.7")) {
            addresses.add(InetAddress.getByName(text));
        }

        var reachable = new LocalNames(Set.of("localhost"), addresses).reachable();

        assertThat(reachable).extracting(InetAddress::getHostAddress)
                .containsExactly("192.168.1.7", "198.51.100.4", "2001:db8:0:0:0:0:0:1");
    }

    @Test
    void thisMachineIsKnownAsLocalhost() {
        var names = LocalNames.ofThisMachine();

        assertThat(names.hosts()).contains("localhost");
        assertThat(names.addresses()).anyMatch(InetAddress::isLoopbackAddress);
    }
}
