import type { KeyValueStore } from "@callbox/sdk";

/**
 * A store over `localStorage` or `sessionStorage`. Where the browser forbids storage (third-party frames, some
 * private modes) it throws on access; then the values live as long as the page, which is enough for a call.
 */
export function browserStore(open: () => Storage): KeyValueStore {
  const memory = new Map<string, string>();
  const attempt = <Result>(action: (storage: Storage) => Result, otherwise: () => Result): Result => {
    try {
      return action(open());
    } catch {
      return otherwise();
    }
  };
  return {
    get: (key) => attempt((storage) => storage.getItem(key), () => memory.get(key) ?? null),
    set: (key, value) => attempt((storage) => storage.setItem(key, value), () => void memory.set(key, value)),
    remove: (key) => attempt((storage) => storage.removeItem(key), () => void memory.delete(key)),
  };
}
