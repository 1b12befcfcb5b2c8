package callbox.turn.net;

import callbox.stun.AddressFamily;
import callbox.stun.IpAddress;

/// Where relays of one family are.
///
/// @param local an address of this machine
/// @param advertised what peers are told; another one behind a one-to-one NAT
public record RelayAddress(IpAddress local, IpAddress advertised) {
    public RelayAddress {
        if (local.family() != advertised.family()) {
            throw new IllegalArgumentException(local + " cannot be reached at " + advertised
                    + ": one is IPv4, the other IPv6");
        }
    }

    public AddressFamily family() {
        return local.family();
    }
}
