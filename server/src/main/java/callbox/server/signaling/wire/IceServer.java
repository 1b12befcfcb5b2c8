package callbox.server.signaling.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An RTCIceServer (WebRTC 1.0, section 4.2.4).
public record IceServer(List<String> urls,
        @JsonInclude(Include.NON_NULL) @Nullable String username,
        @JsonInclude(Include.NON_NULL) @Nullable String credential) {

    public static IceServer stun(String url) {
        return new IceServer(List.of(url), null, null);
    }

    @Override
    public String toString() {
        return urls.toString();
    }
}
