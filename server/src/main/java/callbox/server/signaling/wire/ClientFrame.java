package callbox.server.signaling.wire;

/// What a client sends.
public sealed interface ClientFrame permits ClientFrame.Ping, ClientFrame.Pong, Hello, Request {
    record Ping() implements ClientFrame {}

    record Pong() implements ClientFrame {}
}
