package callbox.server.config;

import static callbox.server.config.InvalidConfigException.require;

import java.util.List;

/// STUN and TURN servers besides our own.
public record IceConfig(List<Server> servers) {

    /// One RTCIceServer (WebRTC 1.0, section 4.2.4). `username` and `credential` are empty for STUN.
    public record Server(List<String> urls, String username, String credential) {
        public Server {
            require(!urls.isEmpty(), "ice.servers has an entry without urls; write urls = [\"stun:host:3478\"]");
            for (var url : urls) {
                require(url.matches("(stun|stuns|turn|turns):[^\\s]+"),
                        "ice.servers has \"%s\"; write stun:host:port or turn:host:port?transport=udp".formatted(url));
                require(!url.startsWith("turn") || (!username.isEmpty() && !credential.isEmpty()),
                        "ice.servers has \"%s\" without username and credential; write both".formatted(url));
            }
        }
    }
}
