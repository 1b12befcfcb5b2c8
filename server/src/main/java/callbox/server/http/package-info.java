/// HTTP on one port. [HttpServer] listens; [ProtocolDetector] tells TLS from plain HTTP by the first byte; [RequestHandler]
/// answers: the page from memory ([StaticSite]), `/healthz`, and the upgrade of `/ws`, after which a [WebSocketChannel] carries
/// frames between Netty and `signaling`. Everything here runs on event loops and never blocks.
@NullMarked
package callbox.server.http;

import org.jspecify.annotations.NullMarked;
