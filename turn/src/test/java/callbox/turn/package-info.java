@NullMarked
package callbox.turn;

import org.jspecify.annotations.NullMarked;
