import type { CallSnapshot } from "@callbox/sdk";

type Chatted = Pick<CallSnapshot, "id" | "chat">;

/** Whether a message has come that nobody has read, given the call as it was before. What was there when the page was loaded is not news. */
export function hasNews(call: Chatted | null, before: Chatted | null): boolean {
  return call !== null && call.id === before?.id && call.chat.unread > before.chat.unread;
}
