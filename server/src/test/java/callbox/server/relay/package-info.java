@NullMarked
package callbox.server.relay;

import org.jspecify.annotations.NullMarked;
