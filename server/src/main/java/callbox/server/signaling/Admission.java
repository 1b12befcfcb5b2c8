package callbox.server.signaling;

/// Whether another connection may be opened.
public sealed interface Admission {
    record Admitted(Connection connection) implements Admission {}

    /// The address has too many connections, or opens them too fast.
    record AddressFull() implements Admission {}

    record ServerFull() implements Admission {}
}
