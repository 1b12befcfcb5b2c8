package callbox.turn.engine;

import callbox.stun.AddressFamily;
import callbox.stun.IpAddress;
import callbox.stun.TransportAddress;
import org.jspecify.annotations.Nullable;

/// One relayed transport address of an allocation, and whom it may talk to.
public final class Relay {
    private final Allocation allocation;
    private final RelaySocket socket;
    private final IpAddress local;
    private final IpAddress advertised;
    private final AddressMap<Permission> permissions = new AddressMap<>();
    private final AddressMap<ChannelBinding> channels = new AddressMap<>();

    Relay(Allocation allocation, RelaySocket socket) {
        this.allocation = allocation;
        this.socket = socket;
        this.local = socket.local().ip();
        this.advertised = socket.advertised().ip();
    }

    public Allocation allocation() {
        return allocation;
    }

    public RelaySocket socket() {
        return socket;
    }

    public AddressFamily family() {
        return local.family();
    }

    /// The channel of a peer, or null.
    ///
    /// @param high the peer's address as the socket saw it
    /// @param low likewise
    public @Nullable ChannelBinding channelTo(long high, long low, int port, long nowMs) {
        ChannelBinding binding = channels.get(nameHigh(high, low), nameLow(high, low), port);
        return binding != null && binding.isAlive(nowMs) ? binding : null;
    }

    /// Whether a peer's datagrams may go to the client.
    ///
    /// @param high the peer's address as the socket saw it
    /// @param low likewise
    public boolean permits(long high, long low, long nowMs) {
        Permission permission = permissions.get(nameHigh(high, low), nameLow(high, low), 0);
        return permission != null && permission.expiresAtMs > nowMs;
    }

    /// The permission for a peer as the client names it, or null.
    @Nullable
    Permission permission(long high, long low, long nowMs) {
        Permission permission = permissions.get(high, low, 0);
        return permission != null && permission.expiresAtMs > nowMs ? permission : null;
    }

    /// Makes or renews a permission; false if there are too many.
    boolean permit(IpAddress peer, boolean dependsOnPort, int limit, long expiresAtMs) {
        Permission permission = permissions.get(peer.high(), peer.low(), 0);
        if (permission == null) {
            if (permissions.size() >= limit) {
                return false;
            }
            permission = new Permission(dependsOnPort);
            permissions.put(peer.high(), peer.low(), 0, permission);
        }
        permission.expiresAtMs = expiresAtMs;
        return true;
    }

    boolean hasPermission(IpAddress peer) {
        return permissions.get(peer.high(), peer.low(), 0) != null;
    }

    int permissionCount() {
        return permissions.size();
    }

    /// The channel of a peer as the client names it, expired or not, or null.
    @Nullable
    ChannelBinding channel(TransportAddress peer) {
        return channels.get(peer.ip().high(), peer.ip().low(), peer.port());
    }

    void bind(ChannelBinding binding) {
        TransportAddress peer = binding.peer();
        channels.put(peer.ip().high(), peer.ip().low(), peer.port(), binding);
    }

    void unbind(ChannelBinding binding) {
        TransportAddress peer = binding.peer();
        channels.remove(peer.ip().high(), peer.ip().low(), peer.port());
    }

    /// Another allocation of this machine goes by the advertised address, which lies on the far side of a NAT that may
    /// not turn packets around: they are sent to the local address instead.
    IpAddress toWire(IpAddress peer) {
        return peer.equals(advertised) ? local : peer;
    }

    /// [#toWire] backwards.
    IpAddress name(IpAddress seen) {
        return seen.equals(local) ? advertised : seen;
    }

    /// [#toWire] for a Send indication's peer.
    public long wireHigh(long high, long low) {
        return isAddress(advertised, high, low) ? local.high() : high;
    }

    /// Likewise.
    public long wireLow(long high, long low) {
        return isAddress(advertised, high, low) ? local.low() : low;
    }

    /// [#name] for a datagram's source.
    public long nameHigh(long high, long low) {
        return isAddress(local, high, low) ? advertised.high() : high;
    }

    /// Likewise.
    public long nameLow(long high, long low) {
        return isAddress(local, high, low) ? advertised.low() : low;
    }

    private static boolean isAddress(IpAddress ip, long high, long low) {
        return ip.low() == low && ip.high() == high;
    }
}
