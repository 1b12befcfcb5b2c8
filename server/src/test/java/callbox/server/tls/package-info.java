@NullMarked
package callbox.server.tls;

import org.jspecify.annotations.NullMarked;
