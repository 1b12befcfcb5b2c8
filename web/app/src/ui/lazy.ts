import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";

/** A part of the page that is loaded when it is needed for the first time, and then stays. */
export interface Lazy {
  /** Null until it is loaded. */
  readonly component: FunctionComponent | null;
  /** Rejects when the server cannot be reached; another call tries again. */
  load(): Promise<void>;
}

export function lazy(load: () => Promise<FunctionComponent>): Lazy {
  const loaded = signal<FunctionComponent | null>(null);
  return {
    get component() {
      return loaded.value;
    },
    async load() {
      if (loaded.peek() !== null) return;
      const component = await load();
      loaded.value = component;
    },
  };
}
