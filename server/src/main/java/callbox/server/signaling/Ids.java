package callbox.server.signaling;

import callbox.call.CallId;
import callbox.call.DeviceId;
import callbox.call.IdSource;
import callbox.call.LinkId;
import callbox.server.signaling.wire.ResumeToken;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes the names and secrets that signaling gives out.
public interface Ids extends IdSource {
    DeviceId nextDevice();

    ResumeToken nextToken();

    /// Random ones, too long to guess: who knows a device's id and its user's secret is that device.
    static Ids random() {
        var random = new SecureRandom();
        var ofCalls = IdSource.random();
        return new Ids() {
            private static final int DEVICE_BYTES = 16;
            private static final int TOKEN_BYTES = 24;

            @Override
            public CallId nextCall() {
                return ofCalls.nextCall();
            }

            @Override
            public LinkId nextLink() {
                return ofCalls.nextLink();
            }

            @Override
            public DeviceId nextDevice() {
                return new DeviceId("d_" + base64(DEVICE_BYTES));
            }

            @Override
            public ResumeToken nextToken() {
                return new ResumeToken(base64(TOKEN_BYTES));
            }

            private String base64(int length) {
                var bytes = new byte[length];
                random.nextBytes(bytes);
                return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            }
        };
    }
}
