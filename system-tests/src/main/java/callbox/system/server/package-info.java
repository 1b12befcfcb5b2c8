/// The built server as a process of its own.
@NullMarked
package callbox.system.server;

import org.jspecify.annotations.NullMarked;
