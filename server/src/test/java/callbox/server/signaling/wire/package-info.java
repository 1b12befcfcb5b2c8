@NullMarked
package callbox.server.signaling.wire;

import org.jspecify.annotations.NullMarked;
