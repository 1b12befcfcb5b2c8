package callbox.call;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes the ids that a server chooses.
public interface IdSource {
    CallId nextCall();

    LinkId nextLink();

    /// 128 random bits, 22 characters: who knows a link may join, so it must not be guessed.
    static IdSource random() {
        SecureRandom random = new SecureRandom();
        return new IdSource() {
            private static final int BYTES = 16;

            @Override
            public CallId nextCall() {
                return new CallId("c_" + token());
            }

            @Override
            public LinkId nextLink() {
                return new LinkId(token());
            }

            private String token() {
                byte[] bytes = new byte[BYTES];
                random.nextBytes(bytes);
                return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            }
        };
    }
}
