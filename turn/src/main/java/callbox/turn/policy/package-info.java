/// Where the relay may send to: one function, asked on every path to a peer.
@NullMarked
package callbox.turn.policy;

import org.jspecify.annotations.NullMarked;
