@NullMarked
package callbox.server.metrics;

import org.jspecify.annotations.NullMarked;
