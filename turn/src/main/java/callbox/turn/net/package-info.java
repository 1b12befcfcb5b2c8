/// TURN's sockets. Every packet of a client is handled by one thread, the event loop that owns the client.
///
/// - [RelayLoop] is one event loop with its own [callbox.turn.engine.TurnEngine]: it feeds the engine, does what the
///   engine commands, and relays datagrams itself.
/// - [UdpListener] and [UdpRelay] are the two ends of the hot path. Both sit on a [UdpSocket]: [LinuxUdpSocket] with
///   recvmmsg, sendmmsg and UDP_SEGMENT, or [NioUdpSocket] anywhere else. Neither is a Netty channel, because those
///   create several objects per datagram; both are handles on Netty's event loop, beside its channels.
/// - Datagrams wait in [DatagramSlots], are changed there, and leave through the [SendQueue]: nothing is copied.
/// - [StreamHandler] is a client over TCP or TLS, an ordinary Netty pipeline.
/// - [TcpRelay] and [PeerStreams] are RFC 6062.
/// - [RelayPorts] finds ports.
@NullMarked
package callbox.turn.net;

import org.jspecify.annotations.NullMarked;
