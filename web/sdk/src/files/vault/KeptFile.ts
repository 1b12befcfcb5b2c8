import type { ChunkRange } from "../Vault.ts";

/** One incoming file that is being written, in a worker. */
export interface KeptFile {
  /** The chunks that are there already. */
  readonly there: readonly ChunkRange[];
  /** Keeps a chunk whose digest has been compared. */
  write(index: number, data: ArrayBuffer, digest: Uint8Array): void | Promise<void>;
  /** All digests in order; zeros stand for a chunk that is missing. */
  digests(): Uint8Array<ArrayBuffer>;
  /** It is whole. */
  finish(): void | Promise<void>;
  close(): void | Promise<void>;
}
