package callbox.stun;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// A short run of [FuzzTarget] with every build; [StunDecoderEndlessFuzz] is the same without an end.
class StunDecoderFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void noBytesBreakTheCodec(byte[] bytes) {
        FuzzTarget.run(bytes);
    }
}
