/// A device without a browser: speaks the protocol, has no media. For what does not need a picture.
@NullMarked
package callbox.system.protocol;

import org.jspecify.annotations.NullMarked;
