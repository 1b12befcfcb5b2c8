import type { FilePlace } from "../../api.ts";
import type { ChunkRange, Vault, VaultEntry } from "../Vault.ts";
import { VaultError } from "../Vault.ts";
import { compareDigests, equalBytes, sha256 } from "./digest.ts";
import { StreamedFile } from "./StreamedFile.ts";

/** A vault whose files may go to streams as well. These stay with the page: not every browser can give a stream to a worker. */
export class StreamingVault implements Vault {
  readonly #streamed = new Map<string, StreamedFile>();

  constructor(private readonly vault: Vault) {}

  room(): Promise<number> {
    return this.vault.room();
  }

  async open(id: string, sizeBytes: number, place: FilePlace | null): Promise<readonly ChunkRange[]> {
    await this.#closeStreamed(id);
    if (!(place instanceof WritableStream)) return this.vault.open(id, sizeBytes, place);
    const file = await told(() => new StreamedFile(place, sizeBytes));
    this.#streamed.set(id, file);
    return file.there;
  }

  async write(id: string, index: number, data: ArrayBuffer, digest: Uint8Array): Promise<void> {
    const file = this.#streamed.get(id);
    if (file === undefined) return this.vault.write(id, index, data, digest);
    if (!equalBytes(await sha256(data), digest)) throw new VaultError("corrupt");
    await told(() => file.write(index, data, digest));
  }

  async finish(id: string, digest: Uint8Array): Promise<void> {
    const file = this.#streamed.get(id);
    if (file === undefined) return this.vault.finish(id, digest);
    await compareDigests(file.digests(), digest);
    this.#streamed.delete(id);
    await told(() => file.finish());
  }

  file(id: string): Promise<File> {
    return this.vault.file(id);
  }

  async close(id: string): Promise<void> {
    if (!(await this.#closeStreamed(id))) await this.vault.close(id);
  }

  async remove(id: string): Promise<void> {
    if (!(await this.#closeStreamed(id))) await this.vault.remove(id);
  }

  list(): Promise<readonly VaultEntry[]> {
    return this.vault.list();
  }

  async #closeStreamed(id: string): Promise<boolean> {
    const file = this.#streamed.get(id);
    this.#streamed.delete(id);
    await file?.close();
    return file !== undefined;
  }
}

/** What goes wrong with a stream, in the vault's words. */
async function told<T>(step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof VaultError) throw error;
    throw new VaultError(error instanceof DOMException && error.name === "AbortError" ? "aborted" : "storage", { cause: error });
  }
}
