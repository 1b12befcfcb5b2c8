/// Who may use the relay: time-limited credentials of the TURN REST convention.
@NullMarked
package callbox.turn.credential;

import org.jspecify.annotations.NullMarked;
