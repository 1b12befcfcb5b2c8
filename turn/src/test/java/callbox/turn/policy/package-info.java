@NullMarked
package callbox.turn.policy;

import org.jspecify.annotations.NullMarked;
