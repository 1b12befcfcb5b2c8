import type { ChunkRange } from "../Vault.ts";
import { CHUNK_BYTES, chunkCount, DIGEST_BYTES } from "../Vault.ts";
import type { KeptFile } from "./KeptFile.ts";

/** A file at a place that the person has picked (File System Access). The browser writes to a copy, which takes the place when it is closed. */
export class PlacedFile implements KeptFile {
  readonly there: readonly ChunkRange[] = [];
  readonly #digests: Uint8Array<ArrayBuffer>;
  /** One write after the other: a stream takes no more. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly stream: FileSystemWritableFileStream,
    sizeBytes: number,
  ) {
    this.#digests = new Uint8Array(chunkCount(sizeBytes) * DIGEST_BYTES);
  }

  write(index: number, data: ArrayBuffer, digest: Uint8Array): Promise<void> {
    const written = this.#turn.then(async () => {
      await this.stream.write({ type: "write", position: index * CHUNK_BYTES, data });
      this.#digests.set(digest, index * DIGEST_BYTES);
    });
    this.#turn = written.catch(() => undefined);
    return written;
  }

  digests(): Uint8Array<ArrayBuffer> {
    return this.#digests;
  }

  async finish(): Promise<void> {
    await this.#turn;
    await this.stream.close();
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.stream.abort();
  }
}
