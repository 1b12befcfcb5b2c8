import type { CallSnapshot, ChatMessage } from "@callbox/sdk";
import { peerName } from "../call/people.ts";
import { formatNames } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { deliveryOf } from "./delivery.ts";

type Chatted = Pick<CallSnapshot, "createdAt" | "chat" | "participants" | "phase">;

/** The chat of a call as a text file: a line for each message; further lines of one are indented, so that none passes for another's. */
export function transcript(call: Chatted, ownName: string | null): string {
  const own = ownName ?? t("call.you");
  const head = t("chat.file.title", { name: peerName(call), date: new Date(call.createdAt).toLocaleDateString("sv-SE") });
  const lines = call.chat.messages.map((message) => `[${timeOf(message)}] ${message.from?.name ?? own}: ${message.text.replaceAll("\n", "\n    ")}${missed(message, call)}`);
  return [head, "", ...lines, ""].join("\n");
}

/** `callbox-chat-2026-11-26-0915.txt`, on this device's clock. */
export function fileName({ createdAt }: Pick<CallSnapshot, "createdAt">): string {
  const moment = new Date(createdAt).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
  return `callbox-chat-${moment.replace(" ", "-").replace(":", "")}.txt`;
}

/** The Swedish way to write times is that of ISO 8601. */
const timeOf = ({ at }: ChatMessage): string => new Date(at).toLocaleTimeString("sv-SE");

function missed(message: ChatMessage, call: Chatted): string {
  const lacking = deliveryOf(message, call)?.lacking ?? [];
  return lacking.length === 0 ? "" : ` ${t("chat.file.missed", { name: formatNames(lacking) })}`;
}
