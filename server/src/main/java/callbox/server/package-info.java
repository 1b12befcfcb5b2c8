/// The server process. [Main] reads the command line, [Server] wires everything and owns its threads, [Banner] prints where to
/// open the page. The rooms: `http` (sockets), `signaling` (the protocol), `account` (who somebody is), `store` (SQL), `tls`
/// (the certificate), `config`.
@NullMarked
package callbox.server;

import org.jspecify.annotations.NullMarked;
