import type { ChatSnapshot, KeyValueStore } from "../api.ts";
import { array, boolean, nullable, number, object, string } from "../signaling/decode.ts";

const CHAT = "callbox.chat";

const user = object({ id: string, name: string });
const kept = object({
  call: string,
  unread: number,
  messages: array(
    object({ id: string, from: nullable(user), text: string, at: number, recipients: array(object({ user, received: boolean })) }),
  ),
});

/** The chat of this call as it was kept before the page was loaded again. What is kept of another call is thrown away. */
export function loadChat(store: KeyValueStore, call: string): ChatSnapshot | null {
  const text = store.get(CHAT);
  if (text === null) return null;
  try {
    const { call: of, messages, unread } = kept(JSON.parse(text), "");
    if (of === call) return { messages, unread };
  } catch {
    // Another version wrote it.
  }
  forgetChat(store);
  return null;
}

export function keepChat(store: KeyValueStore, call: string, { messages, unread }: ChatSnapshot): void {
  store.set(CHAT, JSON.stringify({ call, unread, messages }));
}

export const forgetChat = (store: KeyValueStore): void => store.remove(CHAT);
