package callbox.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.DeviceRef;
import callbox.call.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RelayNamesTest {
    private static final CallId CALL = new CallId("c_1");
    private static final CallId NEXT = new CallId("c_2");
    private static final UserId ANN = new UserId("u_ann");
    private static final UserId BOB = new UserId("u_bob");
    private static final DeviceRef LAPTOP = new DeviceRef(ANN, new DeviceId("d_laptop"));
    private static final DeviceRef PHONE = new DeviceRef(ANN, new DeviceId("d_phone"));
    private static final DeviceRef BOBS = new DeviceRef(BOB, new DeviceId("d_bob"));
    private static final Instant T = Instant.ofEpochSecond(1_790_000_000);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final RelayNames names = new RelayNames();

    @Test
    void deviceKeepsItsNameAsLongAsItIsRenewed() {
        var first = renew(LAPTOP, CALL, T);

        var later = names.renew(LAPTOP, CALL, T.plusSeconds(599), T.plusSeconds(1199));

        assertThat(first).startsWith("c_1/d_laptop/");
        assertThat(later.name()).isEqualTo(first);
        assertThat(later.ended()).isEmpty();
    }

    @Test
    void otherCallEndsTheNameInTheFirst() {
        var first = renew(LAPTOP, CALL, T);

        assertThat(names.renew(LAPTOP, NEXT, T, T.plus(LIFETIME)).ended()).containsExactly(first);
        assertThat(names.end(CALL)).isEmpty();
    }

    @Test
    void endOfTheCallEndsTheNamesOfAll() {
        var laptop = renew(LAPTOP, CALL, T);
        var bobs = renew(BOBS, CALL, T);

        assertThat(names.end(CALL)).containsExactlyInAnyOrder(laptop, bobs);
        assertThat(names.end(CALL)).isEmpty();
    }

    @Test
    void whoLeavesLosesTheNamesOfAllDevicesAndComesBackUnderOthers() {
        var laptop = renew(LAPTOP, CALL, T);
        var phone = renew(PHONE, CALL, T);
        renew(BOBS, CALL, T);

        assertThat(names.end(CALL, ANN, null)).containsExactlyInAnyOrder(laptop, phone);
        assertThat(renew(LAPTOP, CALL, T)).isNotEqualTo(laptop);
    }

    @Test
    void deviceThatHasTheCallKeepsItsName() {
        renew(LAPTOP, CALL, T);
        var phone = renew(PHONE, CALL, T);

        assertThat(names.end(CALL, ANN, LAPTOP.device())).containsExactly(phone);
    }

    @Test
    void expiredNameIsForgotten() {
        var laptop = renew(LAPTOP, CALL, T);
        var later = T.plus(LIFETIME);
        renew(BOBS, CALL, later);

        assertThat(names.end(CALL, ANN, null)).isEmpty();
        assertThat(renew(LAPTOP, CALL, later)).isNotEqualTo(laptop);
    }

    private String renew(DeviceRef device, CallId call, Instant now) {
        return names.renew(device, call, now, now.plus(LIFETIME)).name();
    }
}
