import type { ChatMessage, ChatSnapshot } from "../api.ts";

/** More than anybody writes in a call; the oldest go. */
export const MAX_KEPT_MESSAGES = 500;
/** A browser's store takes 5 MB per origin; this is a fifth of it in UTF-16. */
export const MAX_KEPT_CHARACTERS = 500_000;

const EMPTY: ChatSnapshot = { messages: [], unread: 0 };

/**
 * The messages of one call in the order in which they came here, and how many of them nobody has looked at. Immutable
 * inside: `snapshot` is another object after each change, and the same one until then.
 */
export class ChatLog {
  #snapshot: ChatSnapshot;

  constructor(kept: ChatSnapshot | null) {
    this.#snapshot = kept ?? EMPTY;
  }

  get snapshot(): ChatSnapshot {
    return this.#snapshot;
  }

  /** A message of ours. */
  wrote(message: ChatMessage): void {
    this.#add(message, 0);
  }

  /** A message of somebody else's; false when it is here already. */
  took(message: ChatMessage): boolean {
    const known = this.#snapshot.messages.some(({ id, from }) => id === message.id && from?.id === message.from?.id);
    if (!known) this.#add(message, 1);
    return !known;
  }

  /** That person has these messages of ours. */
  received(user: string, ids: readonly string[]): void {
    const acknowledged = new Set(ids);
    const concerns = ({ id, from, recipients }: ChatMessage): boolean =>
      from === null && acknowledged.has(id) && recipients.some(({ user: { id: to }, received }) => to === user && !received);
    if (!this.#snapshot.messages.some(concerns)) return;
    const messages = this.#snapshot.messages.map((message) => (concerns(message) ? withReceipt(message, user) : message));
    this.#snapshot = { ...this.#snapshot, messages };
  }

  /** What that person has not acknowledged, oldest first. */
  waitingFor(user: string): readonly ChatMessage[] {
    return this.#snapshot.messages.filter(({ from, recipients }) =>
      from === null && recipients.some(({ user: { id }, received }) => id === user && !received),
    );
  }

  read(): void {
    if (this.#snapshot.unread > 0) this.#snapshot = { ...this.#snapshot, unread: 0 };
  }

  #add(message: ChatMessage, unread: 0 | 1): void {
    const messages = newest([...this.#snapshot.messages, message]);
    this.#snapshot = { messages, unread: Math.min(messages.length, this.#snapshot.unread + unread) };
  }
}

function withReceipt(message: ChatMessage, user: string): ChatMessage {
  const recipients = message.recipients.map((recipient) => (recipient.user.id === user ? { ...recipient, received: true } : recipient));
  return { ...message, recipients };
}

function newest(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  let characters = messages.reduce((sum, { text }) => sum + text.length, 0);
  let first = Math.max(0, messages.length - MAX_KEPT_MESSAGES);
  for (const { text } of messages.slice(0, first)) characters -= text.length;
  while (characters > MAX_KEPT_CHARACTERS) {
    characters -= messages[first]?.text.length ?? 0;
    first += 1;
  }
  return first === 0 ? messages : messages.slice(first);
}
