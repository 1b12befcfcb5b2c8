import { TRANSFER_ID } from "../limits.ts";
import type { ChunkRange, VaultEntry } from "../Vault.ts";
import { VaultError } from "../Vault.ts";
import { compareDigests, equalBytes, sha256 } from "./digest.ts";
import type { KeptFile } from "./KeptFile.ts";
import type { MethodsOf, VaultMethods } from "./messages.ts";
import { PlacedFile } from "./PlacedFile.ts";
import type { SyncAccessHandle } from "./PrivateFile.ts";
import { PrivateFile } from "./PrivateFile.ts";

const FOLDER = "callbox-files";
const DATA = "data";
const LEDGER = "ledger";
/** The page itself, its chat and the ledgers need room as well. */
const RESERVE_BYTES = 16_000_000;
/** A page that is loaded again comes before the worker of the one before has let go of its files. */
const UNLOCKED_WITHIN_MS = 3_000;
const UNLOCKED_POLL_MS = 50;

type FileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccessHandle> };

const isNamed = (error: unknown, name: string): boolean => error instanceof DOMException && error.name === name;

/** Keeps incoming files in the origin private file system, a folder for each, or at their place. Runs in a worker. */
export class PrivateStorage implements MethodsOf<VaultMethods> {
  readonly #open = new Map<string, KeptFile>();
  /** Opening, finishing, closing and removing one file happen one after the other. */
  readonly #turns = new Map<string, Promise<unknown>>();

  readonly room = async (): Promise<number> => {
    if ((navigator.storage as StorageManager | undefined)?.getDirectory === undefined) return 0;
    await navigator.storage.getDirectory();
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    return Math.max(0, quota - usage - RESERVE_BYTES);
  };

  readonly open = (id: string, sizeBytes: number, place: FileSystemFileHandle | null): Promise<readonly ChunkRange[]> =>
    this.#inTurn(id, async () => {
      await this.#closeNow(id);
      const file = place === null ? await this.#openPrivate(id, sizeBytes) : new PlacedFile(await place.createWritable(), sizeBytes);
      this.#open.set(id, file);
      return file.there;
    });

  readonly write = async (id: string, index: number, data: ArrayBuffer, digest: Uint8Array): Promise<null> => {
    if (!equalBytes(await sha256(data), digest)) throw new VaultError("corrupt");
    await this.#opened(id).write(index, data, digest);
    return null;
  };

  readonly finish = (id: string, digest: Uint8Array): Promise<null> =>
    this.#inTurn(id, async () => {
      const file = this.#opened(id);
      await compareDigests(file.digests(), digest);
      this.#open.delete(id);
      await file.finish();
      return null;
    });

  readonly file = async (id: string): Promise<File> => {
    const folder = await (await this.#root()).getDirectoryHandle(checked(id));
    return (await folder.getFileHandle(DATA)).getFile();
  };

  readonly close = (id: string): Promise<null> => this.#inTurn(id, () => this.#closeNow(id));

  readonly remove = (id: string): Promise<null> =>
    this.#inTurn(id, async () => {
      await this.#closeNow(id);
      try {
        await (await this.#root()).removeEntry(checked(id), { recursive: true });
      } catch (error) {
        if (!isNamed(error, "NotFoundError")) throw error;
      }
      return null;
    });

  readonly list = async (): Promise<readonly VaultEntry[]> => {
    const root = await this.#root();
    const entries: VaultEntry[] = [];
    for await (const [id, folder] of root.entries()) {
      if (folder.kind === "directory") entries.push({ id, touchedAt: await touchedAt(folder as FileSystemDirectoryHandle) });
    }
    return entries;
  };

  async #openPrivate(id: string, sizeBytes: number): Promise<KeptFile> {
    // Not every storage of a browser takes the whole room at once: this asks before it is too late.
    if (!(await this.#isHere(checked(id), sizeBytes)) && (await this.room()) < sizeBytes) throw new VaultError("no-space");
    const folder = await (await this.#root()).getDirectoryHandle(id, { create: true });
    const data = await unlocked(await folder.getFileHandle(DATA, { create: true }));
    let ledger: SyncAccessHandle | null = null;
    try {
      ledger = await unlocked(await folder.getFileHandle(LEDGER, { create: true }));
      return await PrivateFile.open(data, ledger, sizeBytes);
    } catch (error) {
      data.close();
      ledger?.close();
      throw error;
    }
  }

  async #isHere(id: string, sizeBytes: number): Promise<boolean> {
    try {
      return (await this.file(id)).size === sizeBytes;
    } catch {
      return false;
    }
  }

  #opened(id: string): KeptFile {
    const file = this.#open.get(id);
    if (file === undefined) throw new VaultError("storage");
    return file;
  }

  async #closeNow(id: string): Promise<null> {
    const file = this.#open.get(id);
    this.#open.delete(id);
    await file?.close();
    return null;
  }

  async #root(): Promise<FileSystemDirectoryHandle> {
    return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  }

  #inTurn<T>(id: string, step: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(step, step);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(id, settled);
    void settled.then(() => {
      if (this.#turns.get(id) === settled) this.#turns.delete(id);
    });
    return turn;
  }
}

/** Ids come from the other side. */
function checked(id: string): string {
  if (!TRANSFER_ID.test(id)) throw new VaultError("storage");
  return id;
}

async function unlocked(handle: FileSystemFileHandle): Promise<SyncAccessHandle> {
  const deadline = performance.now() + UNLOCKED_WITHIN_MS;
  for (;;) {
    try {
      return await (handle as FileHandle).createSyncAccessHandle();
    } catch (error) {
      if (!isNamed(error, "NoModificationAllowedError") || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, UNLOCKED_POLL_MS));
    }
  }
}

/** A folder without data is as old as can be. */
async function touchedAt(folder: FileSystemDirectoryHandle): Promise<number> {
  try {
    return (await (await folder.getFileHandle(DATA)).getFile()).lastModified;
  } catch {
    return 0;
  }
}
