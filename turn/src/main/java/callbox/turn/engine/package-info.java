/// TURN as a function of input and time, with nothing but the JDK and [callbox.stun]: no sockets, threads or clocks.
///
/// - [TurnEngine] takes an [Input] and a time, and answers with [Command]s. Its owner, one event loop, does the I/O.
/// - [Authenticator] and [Nonces] are the long-term credential mechanism; [ReplyBudget] bounds what strangers get.
/// - One handler per method: [AllocateHandler], [RefreshHandler], [PermissionHandler], [ChannelBindHandler],
///   [ConnectionHandler].
/// - [Allocation] has up to one [Relay] per address family, and those have permissions and [ChannelBinding]s.
///
/// Datagrams do not pass through [TurnEngine#on]: the owner asks [ClientTable], [Allocation] and [Relay] directly, with
/// addresses as numbers, so that relaying a datagram creates no object.
///
/// Times are milliseconds of one monotonic clock whose zero does not matter. Nothing here is thread-safe except where it
/// says so ([Nonces], [Quotas]): an engine belongs to one event loop.
@NullMarked
package callbox.turn.engine;

import org.jspecify.annotations.NullMarked;
