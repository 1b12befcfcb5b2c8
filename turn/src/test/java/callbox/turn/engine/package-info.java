@NullMarked
package callbox.turn.engine;

import org.jspecify.annotations.NullMarked;
