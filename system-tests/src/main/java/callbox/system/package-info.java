/// The kit of the system tests: the built server as a real process, real browsers, and persons who use them.
///
/// - `callbox.system.server`: starts, stops and kills the server.
/// - `callbox.system.browser`: Debian's Chromium (over Playwright) and Firefox (over WebDriver BiDi) behind one interface, `Window`.
/// - `callbox.system.person`: what a person does with the page, by the accessible names that the page promises, and what a person sees.
/// - `CallboxExtension` gives a test its `Stage`: a fresh server, and browsers that are shared by all tests of a run.
///
/// Nothing here waits for a fixed time: every wait is for a condition, with a deadline.
@NullMarked
package callbox.system;

import org.jspecify.annotations.NullMarked;
