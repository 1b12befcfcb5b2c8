package callbox.turn.engine;

import callbox.stun.TransportAddress;

/// A bound relay port. The engine only passes it around; what it is belongs to whoever does the I/O.
public interface RelaySocket {
    /// The address that it is bound to, on this machine.
    TransportAddress local();

    /// The address at which peers reach it; another one behind a one-to-one NAT.
    TransportAddress advertised();
}
