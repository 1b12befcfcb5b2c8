@NullMarked
package callbox.turn.credential;

import org.jspecify.annotations.NullMarked;
