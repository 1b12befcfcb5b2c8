/// Two browsers behind one interface. A `Window` is one page of one person, with a profile of its own.
@NullMarked
package callbox.system.browser;

import org.jspecify.annotations.NullMarked;
