import type { FilePlace } from "../api.ts";
import type { Chunk, ChunkReader, ChunkRange, Vault, VaultEntry, VaultErrorCode } from "../files/Vault.ts";
import { CHUNK_BYTES, chunkCount, DIGEST_BYTES, VaultError } from "../files/Vault.ts";
import { ChunkSet } from "../files/ChunkSet.ts";
import { compareDigests, equalBytes, sha256 } from "../files/vault/digest.ts";

interface Kept {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly digests: Uint8Array<ArrayBuffer>;
  readonly chunks: ChunkSet;
  touchedAt: number;
}

/** A vault in memory, whose content lives through a reload of the page when it is handed on. */
export class MemoryVault implements Vault {
  readonly kept = new Map<string, Kept>();
  readonly opened = new Set<string>();
  freeBytes = 1e12;
  /** The next writes fail with it. */
  failing: VaultErrorCode | null = null;
  /** Writes wait until the test lets them go on. */
  hold: Promise<void> = Promise.resolve();
  writes = 0;
  readonly removed: string[] = [];

  async room(): Promise<number> {
    return this.freeBytes;
  }

  async open(id: string, sizeBytes: number, place: FilePlace | null): Promise<readonly ChunkRange[]> {
    if (sizeBytes > this.freeBytes && place === null) throw new VaultError("no-space");
    this.opened.add(id);
    const count = chunkCount(sizeBytes);
    const kept = this.kept.get(id) ?? { data: new Uint8Array(sizeBytes), digests: new Uint8Array(count * DIGEST_BYTES), chunks: new ChunkSet(count), touchedAt: 0 };
    this.kept.set(id, kept);
    return invert(kept.chunks);
  }

  async write(id: string, index: number, data: ArrayBuffer, digest: Uint8Array): Promise<void> {
    await this.hold;
    this.writes += 1;
    if (this.failing !== null) throw new VaultError(this.failing);
    if (!equalBytes(await sha256(data), digest)) throw new VaultError("corrupt");
    const kept = this.kept.get(id);
    if (kept === undefined || !this.opened.has(id)) throw new VaultError("storage");
    kept.data.set(new Uint8Array(data), index * CHUNK_BYTES);
    kept.digests.set(digest, index * DIGEST_BYTES);
    kept.chunks.add(index);
  }

  async finish(id: string, digest: Uint8Array): Promise<void> {
    const kept = this.kept.get(id);
    if (kept === undefined) throw new VaultError("storage");
    await compareDigests(kept.digests, digest);
    this.opened.delete(id);
  }

  async file(id: string): Promise<File> {
    const kept = this.kept.get(id);
    if (kept === undefined) throw new VaultError("storage");
    return new File([kept.data], "data");
  }

  async close(id: string): Promise<void> {
    this.opened.delete(id);
  }

  async remove(id: string): Promise<void> {
    this.opened.delete(id);
    this.kept.delete(id);
    this.removed.push(id);
  }

  async list(): Promise<readonly VaultEntry[]> {
    return [...this.kept].map(([id, { touchedAt }]) => ({ id, touchedAt }));
  }
}

function invert(chunks: ChunkSet): readonly ChunkRange[] {
  const others = new ChunkSet(chunks.capacity);
  for (const range of chunks.missing()) others.addRange(range);
  return others.missing();
}

/** Reads as a worker would. */
export class MemoryReader implements ChunkReader {
  reads = 0;
  /** The files are gone from the disk. */
  gone = false;

  async read(file: File, index: number): Promise<Chunk> {
    this.reads += 1;
    if (this.gone) throw new DOMException("gone", "NotReadableError");
    const data = await file.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).arrayBuffer();
    return { data, digest: await sha256(data) };
  }
}
