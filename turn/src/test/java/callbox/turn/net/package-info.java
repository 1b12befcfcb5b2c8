@NullMarked
package callbox.turn.net;

import org.jspecify.annotations.NullMarked;
