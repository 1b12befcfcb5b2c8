/// What the relay counts: a bounded set of numbers, never labelled by user.
@NullMarked
package callbox.turn.metrics;

import org.jspecify.annotations.NullMarked;
