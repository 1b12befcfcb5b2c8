/// STUN on the wire: bytes to records and back, with nothing but the JDK and no sockets.
///
/// A tour, in the order in which a packet meets it:
/// - [PacketKind] tells STUN from ChannelData by the first byte (RFC 8656 section 12).
/// - [StunDecoder] turns bytes into a [StunMessage] of [Attribute] records, or says why not ([Decoded]).
/// - [Decoded.Message] still knows its bytes, so that [IntegrityKey] can check MESSAGE-INTEGRITY over them.
/// - [PasswordAlgorithm] and [UserHash] derive what the long-term credential mechanism needs (RFC 8489 section 9.2).
/// - [NonceCookie] is the nonce prefix that protects against bid-down attacks (RFC 8489 section 9.2).
/// - [StunEncoder] writes a message, signed and fingerprinted when asked to.
/// - [ChannelData], [SendIndication] and [DataIndication] read and write the relay's hot path in place, without
///   creating an object per datagram.
///
/// Everything is immutable unless its documentation says otherwise, and nothing here keeps a reference to a buffer
/// longer than its documentation says.
@NullMarked
package callbox.stun;

import org.jspecify.annotations.NullMarked;
