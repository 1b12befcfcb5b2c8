/// A person at a browser: acts by accessible names, and sees what the page shows and what the browser plays.
@NullMarked
package callbox.system.person;

import org.jspecify.annotations.NullMarked;
