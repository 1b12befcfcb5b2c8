@NullMarked
package callbox.call;

import org.jspecify.annotations.NullMarked;
