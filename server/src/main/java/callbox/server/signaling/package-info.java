/// Signaling (docs/PROTOCOL.md) without sockets: text and time come in, frames go out through a [Transport].
///
/// A [Connection] is one WebSocket. Its `hello` goes to the [Handshake], which puts it on a [Device]; the device's [Session]
/// numbers notifications and remembers answers, so that it survives the connection. Requests wait in the device's [Mailbox] and
/// are carried out one after the other on a virtual thread by the [Dispatcher]. [Announcements] brings what the call engine
/// says to devices, [People] says who is online, and [Signaling] holds it all together and is told when time passes.
///
/// Locks: a device's monitor orders its notifications; nothing blocks or calls out under it but the enqueueing of a frame.
@NullMarked
package callbox.server.signaling;

import org.jspecify.annotations.NullMarked;
