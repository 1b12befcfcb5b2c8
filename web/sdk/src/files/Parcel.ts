import { base64url } from "../environment/randomId.ts";
import { TRANSFER_ID_BYTES } from "./limits.ts";
import { DIGEST_BYTES } from "./Vault.ts";

/**
 * A message on a carrier (docs/PROTOCOL.md, Carriers): a piece of one chunk. The transfer's id (12 bytes), the chunk's index and the offset of the piece in
 * the chunk (32 bits each, big-endian), in a chunk's first piece its SHA-256 (32 bytes), then the piece.
 */
export interface Parcel {
  readonly id: string;
  readonly index: number;
  readonly offset: number;
  /** Of the whole chunk; null but in its first piece. */
  readonly digest: Uint8Array | null;
  readonly piece: Uint8Array;
}

const HEADER_BYTES = TRANSFER_ID_BYTES + 8;
export const MAX_OVERHEAD_BYTES = HEADER_BYTES + DIGEST_BYTES;

/** Writes parcels into one piece of memory: new memory for each would take longer than to fill it. */
export class ParcelWriter {
  #memory = new Uint8Array(0);

  /** The message is valid until the next one is written. */
  write(id: Uint8Array, index: number, offset: number, digest: Uint8Array, piece: Uint8Array): Uint8Array<ArrayBuffer> {
    const start = offset === 0 ? MAX_OVERHEAD_BYTES : HEADER_BYTES;
    if (this.#memory.length < start + piece.length) this.#memory = new Uint8Array(start + piece.length);
    const message = this.#memory.subarray(0, start + piece.length);
    message.set(id);
    const view = new DataView(message.buffer);
    view.setUint32(TRANSFER_ID_BYTES, index);
    view.setUint32(TRANSFER_ID_BYTES + 4, offset);
    if (offset === 0) message.set(digest, HEADER_BYTES);
    message.set(piece, start);
    return message;
  }
}

/** Null for what is too short to be one. */
export function decodeParcel(message: ArrayBuffer): Parcel | null {
  if (message.byteLength < HEADER_BYTES) return null;
  const view = new DataView(message);
  const offset = view.getUint32(TRANSFER_ID_BYTES + 4);
  const start = offset === 0 ? MAX_OVERHEAD_BYTES : HEADER_BYTES;
  if (message.byteLength <= start) return null;
  return {
    id: base64url(new Uint8Array(message, 0, TRANSFER_ID_BYTES)),
    index: view.getUint32(TRANSFER_ID_BYTES),
    offset,
    digest: offset === 0 ? new Uint8Array(message, HEADER_BYTES, DIGEST_BYTES) : null,
    piece: new Uint8Array(message, start),
  };
}

/** The twelve bytes of a transfer's id. */
export function idBytes(id: string): Uint8Array {
  const binary = atob(id.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
