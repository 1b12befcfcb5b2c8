@NullMarked
package callbox.server.signaling;

import org.jspecify.annotations.NullMarked;
