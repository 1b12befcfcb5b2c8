/// The stores on real database files, against the contracts of the call engine.
@NullMarked
package callbox.server.store;

import org.jspecify.annotations.NullMarked;
