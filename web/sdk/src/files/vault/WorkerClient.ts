import { VaultError } from "../Vault.ts";
import type { Answer } from "./messages.ts";

interface Pending {
  resolve(result: unknown): void;
  reject(error: VaultError): void;
}

/** Asks a worker, which is started at the first question, and anew after it has died: what it had not answered is rejected with `storage`. */
export class WorkerClient {
  #worker: Worker | null = null;
  #pending = new Map<number, Pending>();
  #next = 0;

  constructor(private readonly start: () => Worker) {}

  ask(method: string, args: readonly unknown[], transfer: Transferable[] = []): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#next += 1;
      this.#pending.set(this.#next, { resolve, reject });
      try {
        this.#running().postMessage({ id: this.#next, method, args }, transfer);
      } catch (error) {
        this.#pending.delete(this.#next);
        reject(new VaultError("storage", { cause: error }));
      }
    });
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const pending = this.#pending.get(data.id);
      this.#pending.delete(data.id);
      if ("error" in data) pending?.reject(new VaultError(data.error));
      else pending?.resolve(data.result);
    };
    worker.onerror = () => this.#died(worker);
    this.#worker = worker;
    return worker;
  }

  #died(worker: Worker): void {
    worker.terminate();
    if (this.#worker === worker) this.#worker = null;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(new VaultError("storage"));
  }
}
