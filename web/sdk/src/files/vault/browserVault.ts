import type { Chunk, ChunkReader, ChunkRange, Vault, VaultEntry } from "../Vault.ts";
import { StreamingVault } from "./StreamingVault.ts";
import { WorkerClient } from "./WorkerClient.ts";

/** The vault of a browser: a worker that writes to the private storage, started when it is first needed; and streams beside it. */
export function browserVault(): Vault {
  return new StreamingVault(workerVault());
}

function workerVault(): Vault {
  const worker = new WorkerClient(() => new Worker(new URL("./vaultWorker.ts", import.meta.url), { type: "module" }));
  const ask = <T>(method: string, args: readonly unknown[], transfer?: Transferable[]): Promise<T> => worker.ask(method, args, transfer) as Promise<T>;
  return {
    room: () => ask<number>("room", []),
    open: (id, sizeBytes, place) => ask<readonly ChunkRange[]>("open", [id, sizeBytes, place]),
    write: async (id, index, data, digest) => void (await ask("write", [id, index, data, digest], [data])),
    finish: async (id, digest) => void (await ask("finish", [id, digest])),
    file: (id) => ask<File>("file", [id]),
    close: async (id) => void (await ask("close", [id])),
    remove: async (id) => void (await ask("remove", [id])),
    list: () => ask<readonly VaultEntry[]>("list", []),
  };
}

/** Reads and hashes in a worker of its own: a device that sends and receives does both at once. */
export function browserChunkReader(): ChunkReader {
  const worker = new WorkerClient(() => new Worker(new URL("./readerWorker.ts", import.meta.url), { type: "module" }));
  return { read: (file, index) => worker.ask("read", [file, index]) as Promise<Chunk> };
}
