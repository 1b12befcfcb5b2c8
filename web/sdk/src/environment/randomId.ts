/** RFC 4648, section 5 (base64url), without padding. */
export function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export type RandomBytes = (length: number) => Uint8Array;

/** 128 bits of randomness in 22 characters, as docs/PROTOCOL.md asks of a call's id. */
export const newCallId = (random: RandomBytes): string => `c_${base64url(random(16))}`;

/** Names one RTCPeerConnection; 72 bits are enough among those of one call. */
export const newEpoch = (random: RandomBytes): string => `e_${base64url(random(9))}`;

/** Names one chat message among those of one sender in one call. */
export const newMessageId = (random: RandomBytes): string => `m_${base64url(random(12))}`;

/** The identity's secret: 32 random bytes, 43 characters (docs/PROTOCOL.md, hello). */
export const newSecret = (random: RandomBytes): string => base64url(random(32));
