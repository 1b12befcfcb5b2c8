import type { FilePlace } from "../api.ts";

/** A chunk is read, hashed, sent, checked and kept as one; the last one of a file is shorter (docs/adr/0011). */
export const CHUNK_BYTES = 262_144;

export const DIGEST_BYTES = 32;

/** A run of chunks: the first, and the one behind the last. */
export type ChunkRange = readonly [from: number, to: number];

/**
 * corrupt: the data does not have this digest; no-space: disk or quota is full; aborted: a person has ended it where the bytes go; storage: anything else that goes wrong
 * where they go.
 */
export type VaultErrorCode = "corrupt" | "no-space" | "aborted" | "storage";

export class VaultError extends Error {
  constructor(readonly code: VaultErrorCode, options?: ErrorOptions) {
    super(code, options);
  }
}

export interface VaultEntry {
  readonly id: string;
  /** When something was last written to it (ms, Date.now clock). */
  readonly touchedAt: number;
}

/**
 * Where incoming files are kept until they are whole, by the id of their transfer. Every method rejects with a `VaultError`. Windows of one
 * origin share what is kept; each opens its own transfers only.
 */
export interface Vault {
  /** How many bytes there is room for in the private storage; 0 where there is none. */
  room(): Promise<number>;
  /**
   * Makes room for a file or goes on with one: resolves to the chunks that are there already, read and compared with their digests. With `place`
   * the bytes go there, and nothing is there already.
   */
  open(id: string, sizeBytes: number, place: FilePlace | null): Promise<readonly ChunkRange[]>;
  /** Keeps one chunk of an open file if it has this digest (SHA-256). `data` is taken away from the caller (transferred). */
  write(id: string, index: number, data: ArrayBuffer, digest: Uint8Array): Promise<void>;
  /**
   * Closes a file that is whole, and a place has it from now on; `corrupt` when a chunk is missing, or the SHA-256 of the digests of all chunks in order is another one
   * than `digest`.
   */
  finish(id: string, digest: Uint8Array): Promise<void>;
  /** A finished file in the private storage; its bytes are read when they are needed. */
  file(id: string): Promise<File>;
  /** Stops writing; what is there stays. */
  close(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  list(): Promise<readonly VaultEntry[]>;
}

export interface Chunk {
  readonly data: ArrayBuffer;
  readonly digest: Uint8Array;
}

/** Reads and hashes the chunks of files to be sent, beside the page's thread. */
export interface ChunkReader {
  /** Rejects when the file cannot be read, for example because it has changed on the disk (File API, NotReadableError). */
  read(file: File, index: number): Promise<Chunk>;
}

export const chunkCount = (sizeBytes: number): number => Math.ceil(sizeBytes / CHUNK_BYTES);

/** The length of a chunk in bytes. */
export const chunkLength = (sizeBytes: number, index: number): number => Math.min(CHUNK_BYTES, sizeBytes - index * CHUNK_BYTES);
