/// What happens to the networks, servers and pages of a call, and what the two people in it see of that.
///
/// - `LabStage`: a laboratory with a server in it and a browser at either side.
/// - `LabCall`: a call in it, recorded at both sides.
/// - `Trouble`: one thing, or two at once, that happens to a call.
/// - `Passage`: what both saw and heard meanwhile.
@NullMarked
package callbox.system.trouble;

import org.jspecify.annotations.NullMarked;
