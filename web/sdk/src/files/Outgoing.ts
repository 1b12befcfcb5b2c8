import type { TransferFailure } from "../api.ts";
import type { FileMessage } from "../data/fileMessages.ts";
import { ChunkSet } from "./ChunkSet.ts";
import { idBytes } from "./Parcel.ts";
import type { TransferRecord } from "./Transfer.ts";
import { digestOfDigests, doneBytesOf, isOver, Transfer } from "./Transfer.ts";
import type { Chunk, ChunkReader, ChunkRange } from "./Vault.ts";
import { chunkCount, DIGEST_BYTES } from "./Vault.ts";

/** A file that goes to one participant. The receiver says what it wants, and this follows. */
export class Outgoing extends Transfer {
  readonly idBytes: Uint8Array;
  readonly #count: number;
  readonly #wanted: ChunkSet;
  readonly #done: ChunkSet;
  readonly #inFlight = new Set<number>();
  readonly #digests: Uint8Array<ArrayBuffer>;
  readonly #hashed: ChunkSet;
  /** What it wants has been said on the present connection. */
  #asked = false;
  #ending = false;

  constructor(
    record: TransferRecord,
    private file: File | null,
    private readonly reader: ChunkReader,
  ) {
    super(record);
    this.idBytes = idBytes(record.id);
    this.#count = chunkCount(record.sizeBytes);
    this.#wanted = new ChunkSet(this.#count);
    this.#done = new ChunkSet(this.#count);
    this.#hashed = new ChunkSet(this.#count);
    this.#digests = new Uint8Array(this.#count * DIGEST_BYTES);
  }

  /** The browser has forgotten the file, and the receiver wants it. */
  get wantsFile(): boolean {
    return this.file === null && this.state === "sending";
  }

  get doneBytes(): number {
    if (this.state === "saved" || this.state === "verifying") return this.record.sizeBytes;
    return doneBytesOf(this.#done, this.record.sizeBytes);
  }

  /** Something is to be sent, or is on its way. */
  get isBusy(): boolean {
    return this.#inFlight.size > 0 || this.#hasNext;
  }

  get #hasNext(): boolean {
    return this.state === "sending" && !this.paused && this.file !== null && this.#wanted.size > 0;
  }

  /** A new connection: what was on its way is lost, and the receiver says anew what it wants. */
  restart(): void {
    this.#asked = false;
    this.#wanted.clear();
    this.#inFlight.clear();
    this.pausedBy.them = false;
    if (this.state === "verifying") this.become("sending");
  }

  /** What is said on a new connection. */
  hello(): FileMessage[] {
    const { id, name, sizeBytes, mediaType, preview } = this.record;
    const messages: FileMessage[] = [{ type: "file.offer", id, name, sizeBytes, mediaType, preview }];
    if (this.pausedBy.me) messages.push({ type: "file.paused", id, paused: true });
    if (this.file === null && this.state !== "offered") messages.push({ type: "file.source", id, here: false });
    return messages;
  }

  want(ranges: readonly ChunkRange[]): void {
    if (isOver(this.state)) return;
    this.become("sending");
    if (!this.#asked) {
      this.#asked = true;
      this.#done.addRange([0, this.#count]);
    }
    for (const [from, to] of ranges) {
      for (let index = from; index < Math.min(to, this.#count); index++) {
        this.#done.remove(index);
        if (!this.#inFlight.has(index)) this.#wanted.add(index);
      }
    }
  }

  /** The bytes that it has just been told about. */
  got(index: number): number {
    this.#inFlight.delete(index);
    this.#wanted.remove(index);
    if (!this.#asked || !this.#done.add(index)) return 0;
    return doneBytesOf(this.#done, this.record.sizeBytes) - doneBytesOf(this.#done, this.record.sizeBytes, index);
  }

  /** Takes the next chunk to be sent, or null when there is none, or `window` chunks are on their way. */
  next(window: number): number | null {
    if (!this.#hasNext || this.#inFlight.size >= window) return null;
    const index = this.#wanted.next();
    if (index === null) return null;
    this.#wanted.remove(index);
    this.#inFlight.add(index);
    return index;
  }

  /** It did not get there. */
  lost(index: number): void {
    if (this.#inFlight.delete(index) && !this.#done.has(index)) this.#wanted.add(index);
  }

  isInFlight(index: number): boolean {
    return this.#inFlight.has(index);
  }

  async read(index: number): Promise<Chunk> {
    if (this.file === null) throw new Error("there is no file");
    const chunk = await this.reader.read(this.file, index);
    this.#digests.set(chunk.digest, index * DIGEST_BYTES);
    this.#hashed.add(index);
    return chunk;
  }

  /** Whether this is the file that was offered; it goes on with it then. */
  provide(file: File): boolean {
    const { sourceName, sizeBytes, modifiedAt } = this.record;
    if (file.name !== sourceName || file.size !== sizeBytes || file.lastModified !== modifiedAt) return false;
    this.file = file;
    return true;
  }

  /** When the receiver has all chunks: the digest of the file, once; else null. */
  async end(): Promise<string | null> {
    if (this.state !== "sending" || !this.#asked || this.#ending || !this.#done.isFull || this.file === null) return null;
    this.#ending = true;
    try {
      for (const [from, to] of this.#hashed.missing()) for (let index = from; index < to; index++) await this.read(index);
      const digest = await digestOfDigests(this.#digests);
      if (this.state !== "sending" || !this.#done.isFull) return null;
      this.become("verifying");
      return digest;
    } finally {
      this.#ending = false;
    }
  }

  override over(state: "saved" | "declined" | "cancelled" | "failed", failure: TransferFailure | null = null): void {
    super.over(state, failure);
    this.file = null;
    this.#wanted.clear();
    this.#inFlight.clear();
  }
}
