@NullMarked
package callbox.server.config;

import org.jspecify.annotations.NullMarked;
