/// Our relay and coturn, one after the other under the same paced load: [SideBySide] runs them, [Load] is the load.
@NullMarked
package callbox.bench.relay;

import org.jspecify.annotations.NullMarked;
