/// Measures real calls of the real page: [CallBench] is the command.
@NullMarked
package callbox.bench.call;

import org.jspecify.annotations.NullMarked;
