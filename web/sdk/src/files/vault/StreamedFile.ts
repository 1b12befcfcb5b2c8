import type { ChunkRange } from "../Vault.ts";
import { chunkCount, DIGEST_BYTES, VaultError } from "../Vault.ts";
import type { KeptFile } from "./KeptFile.ts";

interface Early {
  readonly data: ArrayBuffer;
  readonly digest: Uint8Array;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * A file that goes into a stream, in order. A chunk that comes before its turn waits in memory; what the sender may have on its way, and the receiver takes (`MAX_HELD_CHUNKS`),
 * bounds how many do. A chunk is written when the stream has taken it, and so a slow stream holds the sender back.
 */
export class StreamedFile implements KeptFile {
  readonly there: readonly ChunkRange[] = [];
  readonly #digests: Uint8Array<ArrayBuffer>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #early = new Map<number, Early>();
  #next = 0;
  /** The stream takes no more, for this reason. */
  #refusal: { readonly error: unknown } | null = null;

  constructor(stream: WritableStream<Uint8Array<ArrayBuffer>>, sizeBytes: number) {
    this.#digests = new Uint8Array(chunkCount(sizeBytes) * DIGEST_BYTES);
    this.#writer = stream.getWriter();
    // A stream that errors refuses the chunks that wait as well: the one that they wait for may be far away.
    this.#writer.closed.catch((error: unknown) => this.#refuse(error));
  }

  write(index: number, data: ArrayBuffer, digest: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#refusal !== null) return reject(this.#refusal.error);
      this.#early.set(index, { data, digest, resolve, reject });
      this.#goOn();
    });
  }

  digests(): Uint8Array<ArrayBuffer> {
    return this.#digests;
  }

  finish(): Promise<void> {
    return this.#writer.close();
  }

  async close(): Promise<void> {
    this.#refuse(new VaultError("storage"));
    await this.#writer.abort();
  }

  #goOn(): void {
    for (;;) {
      const chunk = this.#early.get(this.#next);
      if (chunk === undefined) return;
      this.#early.delete(this.#next);
      this.#digests.set(chunk.digest, this.#next * DIGEST_BYTES);
      this.#next += 1;
      this.#writer.write(new Uint8Array(chunk.data)).then(chunk.resolve, chunk.reject);
    }
  }

  #refuse(error: unknown): void {
    this.#refusal ??= { error };
    const early = [...this.#early.values()];
    this.#early.clear();
    for (const { reject } of early) reject(error);
  }
}
