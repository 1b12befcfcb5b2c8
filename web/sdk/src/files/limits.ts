/** Where the transfers are kept in the window's store. */
export const STORE_KEY = "callbox.files";

/** Twelve random bytes as base64url: 96 bits, which a parcel holds as they are. */
export const TRANSFER_ID = /^[A-Za-z0-9_-]{16}$/;
export const TRANSFER_ID_BYTES = 12;

/** A thumbnail of 160 pixels takes a third of it; the offer stays far under a control frame's limit. */
export const MAX_PREVIEW_CHARACTERS = 16_000;

/** Offers to, or from, one participant that are not over: more than anybody drops at once, and all that a flood can put into a list. */
export const MAX_OPEN_OFFERS = 64;

/** Transfers that are remembered altogether; the oldest that are over go first, saved ones last. */
export const MAX_REMEMBERED = 256;

/**
 * Chunks of one transfer on their way and not acknowledged, 4 MiB, and one more for each carrier, which has a part of it: on a long way a chunk is under way for
 * half a second. It is all that a cut can make go twice.
 */
export const WINDOW_CHUNKS = 16;

/** Chunks of one transfer that wait here for the disk, 16 MiB: twice what a sender may have on its way. Who sends more has broken the protocol. */
export const MAX_HELD_CHUNKS = 64;

/** Connections to carry files to one participant: as many as help on a lossy or long way; each costs both sides a DTLS handshake and some memory. */
export const MAX_CARRIERS = 16;

/** Ranges in one `file.want`: with their digits about half of a control frame. */
export const MAX_RANGES = 1_024;

/** Parcels shorter than this, but for the last of a chunk, cost more time than they bring. */
export const MIN_PIECE_BYTES = 1_024;
