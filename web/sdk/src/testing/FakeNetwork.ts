import type { Network } from "../environment/Network.ts";

export class FakeNetwork implements Network {
  online = true;
  readonly #changes = new Set<() => void>();
  readonly #wakes = new Set<() => void>();

  onChange(listener: () => void): () => void {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  }

  onWake(listener: () => void): () => void {
    this.#wakes.add(listener);
    return () => this.#wakes.delete(listener);
  }

  change(): void {
    for (const listener of this.#changes) listener();
  }

  wake(): void {
    for (const listener of this.#wakes) listener();
  }

  get listeners(): number {
    return this.#changes.size + this.#wakes.size;
  }
}
