@NullMarked
package callbox.server.http;

import org.jspecify.annotations.NullMarked;
