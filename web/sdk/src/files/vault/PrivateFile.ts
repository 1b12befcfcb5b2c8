import type { ChunkRange } from "../Vault.ts";
import { CHUNK_BYTES, chunkCount, chunkLength, DIGEST_BYTES, VaultError } from "../Vault.ts";
import { equalBytes, sha256 } from "./digest.ts";
import type { KeptFile } from "./KeptFile.ts";

/** File System, FileSystemSyncAccessHandle: of workers only, and so not among the page's types. */
export interface SyncAccessHandle {
  read(buffer: Uint8Array, options: { readonly at: number }): number;
  write(buffer: Uint8Array, options: { readonly at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

/** The ledger's header: the file's size (64 bits). Digests follow, each at its chunk's place, zeros where there is none. */
const HEADER_BYTES = 8;

/** Two files of the origin private file system: the data, and a ledger of what of it is there. The data is written first. */
export class PrivateFile implements KeptFile {
  private constructor(
    private readonly data: SyncAccessHandle,
    private readonly ledger: SyncAccessHandle,
    private readonly sizeBytes: number,
    readonly there: readonly ChunkRange[],
  ) {}

  /** Goes on with what is there, after it has been read and compared; begins anew where that was another file. */
  static async open(data: SyncAccessHandle, ledger: SyncAccessHandle, sizeBytes: number): Promise<PrivateFile> {
    const digestBytes = chunkCount(sizeBytes) * DIGEST_BYTES;
    const header = new Uint8Array(HEADER_BYTES);
    new DataView(header.buffer).setBigUint64(0, BigInt(sizeBytes));
    const found = new Uint8Array(HEADER_BYTES);
    const isSame = ledger.read(found, { at: 0 }) === HEADER_BYTES && equalBytes(found, header) && data.getSize() === sizeBytes;
    if (!isSame) {
      ledger.truncate(0);
      data.truncate(0);
      // Takes the whole room at once: better refused now than at the end. Chromium refuses without an error.
      data.truncate(sizeBytes);
      if (data.getSize() !== sizeBytes) throw new VaultError("no-space");
      ledger.write(header, { at: 0 });
    }
    ledger.truncate(HEADER_BYTES + digestBytes);
    return new PrivateFile(data, ledger, sizeBytes, isSame ? await compared(data, ledger, sizeBytes) : []);
  }

  write(index: number, data: ArrayBuffer, digest: Uint8Array): void {
    writeAll(this.data, new Uint8Array(data), index * CHUNK_BYTES);
    writeAll(this.ledger, digest, HEADER_BYTES + index * DIGEST_BYTES);
  }

  digests(): Uint8Array<ArrayBuffer> {
    return digestsOf(this.ledger, this.sizeBytes);
  }

  finish(): void {
    this.data.flush();
    this.ledger.flush();
    this.close();
  }

  close(): void {
    this.data.close();
    this.ledger.close();
  }
}

/** Reads and hashes what the ledger says is there; what differs is taken out of it. */
async function compared(data: SyncAccessHandle, ledger: SyncAccessHandle, sizeBytes: number): Promise<readonly ChunkRange[]> {
  const digests = digestsOf(ledger, sizeBytes);
  const ranges: (readonly [number, number])[] = [];
  let from = -1;
  const count = chunkCount(sizeBytes);
  for (let index = 0; index <= count; index++) {
    const isThere = index < count && (await isAsSaid(data, ledger, digests, sizeBytes, index));
    if (isThere === from >= 0) continue;
    if (isThere) from = index;
    else {
      ranges.push([from, index]);
      from = -1;
    }
  }
  return ranges;
}

async function isAsSaid(data: SyncAccessHandle, ledger: SyncAccessHandle, digests: Uint8Array, sizeBytes: number, index: number): Promise<boolean> {
  const digest = digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
  if (digest.every((byte) => byte === 0)) return false;
  const chunk = new Uint8Array(chunkLength(sizeBytes, index));
  const read = data.read(chunk, { at: index * CHUNK_BYTES });
  if (read === chunk.length && equalBytes(await sha256(chunk), digest)) return true;
  ledger.write(new Uint8Array(DIGEST_BYTES), { at: HEADER_BYTES + index * DIGEST_BYTES });
  return false;
}

function digestsOf(ledger: SyncAccessHandle, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const digests = new Uint8Array(chunkCount(sizeBytes) * DIGEST_BYTES);
  ledger.read(digests, { at: HEADER_BYTES });
  return digests;
}

/** A browser may write less than it was given when the disk is full. */
function writeAll(handle: SyncAccessHandle, bytes: Uint8Array, at: number): void {
  if (handle.write(bytes, { at }) !== bytes.length) throw new VaultError("no-space");
}
