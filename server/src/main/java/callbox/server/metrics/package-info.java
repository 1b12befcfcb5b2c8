/// What the server counts, for whoever operates it.
@NullMarked
package callbox.server.metrics;

import org.jspecify.annotations.NullMarked;
