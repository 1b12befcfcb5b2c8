@NullMarked
package callbox.server;

import org.jspecify.annotations.NullMarked;
