/// Java programs as processes of their own.
@NullMarked
package callbox.system.process;

import org.jspecify.annotations.NullMarked;
