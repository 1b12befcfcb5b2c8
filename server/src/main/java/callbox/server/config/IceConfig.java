package callbox.server.config;

import static callbox.server.config.InvalidConfigException.require;

import java.util.List;

/// STUN and TURN servers besides our own.
public record IceConfig(List<Server> servers) {

    /// One RTCIceServer (WebRTC 1.0, section 4.2.4), for TURN with either a constant `username` and `credential`, or the `secret`
    /// with which we mint some (the TURN REST convention; coturn's `static-auth-secret`). What is not needed is empty.
    public record Server(List<String> urls, String username, String credential, String secret) {
        public Server {
            require(!urls.isEmpty(), "ice.servers has an entry without urls; write urls = [\"stun:host:3478\"]");
            require(secret.isEmpty() || (username.isEmpty() && credential.isEmpty()),
                    "ice.servers has an entry with both secret and username or credential; write one or the other");
            for (var url : urls) {
                require(url.matches("(stun|stuns|turn|turns):[^\\s]+"),
                        "ice.servers has \"%s\"; write stun:host:port or turn:host:port?transport=udp".formatted(url));
                require(!url.startsWith("turn") || !secret.isEmpty() || (!username.isEmpty() && !credential.isEmpty()),
                        "ice.servers has \"%s\" without username and credential, and without secret; write the first two, or the last"
                                .formatted(url));
            }
        }
    }
}
