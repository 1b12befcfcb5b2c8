@NullMarked
package callbox.stun;

import org.jspecify.annotations.NullMarked;
