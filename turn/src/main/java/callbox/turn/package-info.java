/// A STUN and TURN server to run alone or inside another process.
///
/// - [TurnServer] starts from a [TurnConfig] and [callbox.turn.credential.Credentials], and is closed to stop.
/// - [AddressPlan] works out which addresses it has, and says in a sentence what is wrong with them.
/// - [StandaloneRelay] is the whole process of `callbox turn`.
///
/// Inside: [callbox.turn.engine] decides, [callbox.turn.net] does, [callbox.turn.policy] says where the relay may send to.
@NullMarked
package callbox.turn;

import org.jspecify.annotations.NullMarked;
