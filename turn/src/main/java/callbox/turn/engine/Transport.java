package callbox.turn.engine;

/// How a client reaches the relay. TLS is TCP here: the protocol differs only below.
public enum Transport {
    UDP,
    TCP
}
