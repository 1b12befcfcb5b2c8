/// Our relay against programs that others wrote: coturn's test clients, and Wireshark's dissector.
@NullMarked
package callbox.turn.interop;

import org.jspecify.annotations.NullMarked;
