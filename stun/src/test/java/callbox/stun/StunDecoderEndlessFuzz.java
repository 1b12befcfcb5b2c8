package callbox.stun;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import java.util.concurrent.TimeUnit;

/// [FuzzTarget] for as long as it is left running:
/// `mvn -pl stun surefire:test@fuzz -Dtest=StunDecoderEndlessFuzz` after `mvn -pl stun test-compile`.
class StunDecoderEndlessFuzz {

    @Timeout(value = 7, unit = TimeUnit.DAYS, threadMode = ThreadMode.SAME_THREAD)
    @FuzzTest(maxDuration = "7d")
    void noBytesBreakTheCodec(byte[] bytes) {
        FuzzTarget.run(bytes);
    }
}
