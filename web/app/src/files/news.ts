import type { FileTransfer } from "@callbox/sdk";

/** What has happened with a transfer: somebody offers it, or it is over. A cancelled one is left out: who cancelled it knows. */
export interface News {
  readonly kind: "offered" | "saved" | "declined" | "failed";
  readonly transfer: FileTransfer;
}

/** Compares two lists. What is in the first list that a page sees was there before it, and is no news. */
export function newsOf(files: readonly FileTransfer[], before: readonly FileTransfer[]): readonly News[] {
  const states = new Map(before.map(({ id, state }) => [id, state]));
  return files.flatMap((transfer): readonly News[] => {
    const { id, state, direction } = transfer;
    const last = states.get(id);
    if (last === state) return [];
    if (state === "offered") return last === undefined && direction === "incoming" ? [{ kind: "offered", transfer }] : [];
    // One that this window never saw unsaved was saved before: in another life of the page, which has downloaded it.
    if (last === undefined) return [];
    if (state === "declined") return direction === "outgoing" ? [{ kind: "declined", transfer }] : [];
    return state === "saved" || state === "failed" ? [{ kind: state, transfer }] : [];
  });
}
