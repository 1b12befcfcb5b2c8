import type { ChatMessage } from "@callbox/sdk";

/** Messages of one person in a row, shown under one name and one time. */
export interface Group {
  readonly key: string;
  readonly from: ChatMessage["from"];
  readonly at: number;
  readonly messages: readonly ChatMessage[];
}

/** After so long a silence the time is shown again. */
const SILENCE_MS = 3 * 60_000;

export function groupsOf(messages: readonly ChatMessage[]): readonly Group[] {
  const groups: { key: string; from: ChatMessage["from"]; at: number; messages: ChatMessage[] }[] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const before = last?.messages.at(-1);
    if (last !== undefined && before !== undefined && last.from?.id === message.from?.id && message.at - before.at < SILENCE_MS) last.messages.push(message);
    else groups.push({ key: keyOf(message), from: message.from, at: message.at, messages: [message] });
  }
  return groups;
}

/** Unique in a chat: ids are so among the messages of one sender. */
export const keyOf = ({ from, id }: ChatMessage): string => `${from?.id ?? ""} ${id}`;
