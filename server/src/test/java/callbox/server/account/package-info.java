@NullMarked
package callbox.server.account;

import org.jspecify.annotations.NullMarked;
