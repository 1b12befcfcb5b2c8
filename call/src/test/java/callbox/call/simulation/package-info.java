/// Random sequences of what devices, networks and clocks do to a [callbox.call.Switchboard], from one seed, against written invariants.
@NullMarked
package callbox.call.simulation;

import org.jspecify.annotations.NullMarked;
