import type { KeyValueStore } from "../api.ts";
import { array, boolean, nullable, number, object, oneOf, string } from "../signaling/decode.ts";
import { STORE_KEY, TRANSFER_ID } from "./limits.ts";
import type { TransferRecord } from "./Transfer.ts";

/** Browsers keep five million characters for an origin, and the chat is there as well. */
const MAX_PREVIEWS_CHARACTERS = 1_000_000;

const kept = array(
  object({
    id: string,
    direction: oneOf("outgoing", "incoming"),
    with: object({ id: string, name: string }),
    name: string,
    sizeBytes: number,
    mediaType: string,
    preview: nullable(string),
    at: number,
    sourceName: string,
    modifiedAt: number,
    state: oneOf("offered", "sending", "receiving", "verifying", "saved", "declined", "cancelled", "failed"),
    failure: nullable(oneOf("no-space", "storage", "source-gone", "source-changed", "corrupt", "protocol")),
    pausedByMe: boolean,
    placed: boolean,
  }),
);

/** The transfers of this window as they were kept before its page was loaded again. */
export function loadTransfers(store: KeyValueStore): readonly TransferRecord[] {
  const text = store.get(STORE_KEY);
  if (text === null) return [];
  try {
    return kept(JSON.parse(text), "").filter(({ id }) => TRANSFER_ID.test(id));
  } catch {
    // Another version wrote it.
    store.remove(STORE_KEY);
    return [];
  }
}

/** The newest previews are kept; the others are only pictures. */
export function keepTransfers(store: KeyValueStore, records: readonly TransferRecord[]): void {
  if (records.length === 0) {
    store.remove(STORE_KEY);
    return;
  }
  let room = MAX_PREVIEWS_CHARACTERS;
  const newestFirst = records.toReversed().map((record) => {
    room -= record.preview?.length ?? 0;
    return room >= 0 ? record : { ...record, preview: null };
  });
  store.set(STORE_KEY, JSON.stringify(newestFirst.toReversed()));
}
