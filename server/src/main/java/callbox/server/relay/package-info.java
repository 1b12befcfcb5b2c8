/// STUN and TURN for the calls of this server. [EmbeddedRelay] runs the relay of module `turn` on the server's own event loops;
/// [RelayIceServers] tells each device where it and other configured servers are, with credentials that last minutes and end
/// with their call.
@NullMarked
package callbox.server.relay;

import org.jspecify.annotations.NullMarked;
