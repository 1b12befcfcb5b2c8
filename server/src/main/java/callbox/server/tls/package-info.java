/// The server's certificate: read from configured PEM files, or a self-signed one that [SelfSignedIdentity] makes at the first
/// start and keeps in the data directory. [SelfSignedCertificate] writes the X.509 structure with [Der] and the JDK's own
/// ECDSA; [LocalNames] says by which names and addresses this machine is reached.
@NullMarked
package callbox.server.tls;

import org.jspecify.annotations.NullMarked;
