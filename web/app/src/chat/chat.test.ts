import type { CallSnapshot, ChatMessage, RemoteParticipant } from "@callbox/sdk";
import { expect, test } from "vitest";
import { deliveryOf } from "./delivery.ts";
import { groupsOf } from "./groups.ts";
import { fileName, transcript } from "./transcript.ts";

const bob = { id: "u_bob", name: "Bob" };
const cy = { id: "u_cy", name: "Cy" };
const noon = new Date(2026, 10, 26, 12, 0, 0).getTime();

function message(id: string, from: ChatMessage["from"], changes: Partial<ChatMessage> = {}): ChatMessage {
  return { id, from, text: `text ${id}`, at: noon, recipients: [], ...changes };
}

const inCall = (...states: RemoteParticipant["state"][]): Pick<CallSnapshot, "participants" | "phase"> => ({
  phase: "active",
  participants: [bob, cy].map((user, index) => ({ user, state: states[index] ?? "joined" }) as RemoteParticipant),
});
const sent = (bobHas: boolean, cyHas: boolean) =>
  message("m_1", null, { recipients: [{ user: bob, received: bobHas }, { user: cy, received: cyHas }] });

test.each([
  [sent(true, true), inCall(), { state: "delivered", lacking: [], partly: true }],
  [sent(true, false), inCall(), { state: "waiting", lacking: ["Cy"], partly: true }],
  [sent(false, false), inCall(), { state: "waiting", lacking: ["Bob", "Cy"], partly: false }],
  [sent(false, true), inCall("left"), { state: "missed", lacking: ["Bob"], partly: true }],
  [sent(false, false), inCall("left"), { state: "waiting", lacking: ["Bob", "Cy"], partly: false }],
  [sent(true, false), { ...inCall(), phase: "ended" as const }, { state: "missed", lacking: ["Cy"], partly: true }],
])("a message is delivered when all have it, and missed when those who lack it have left", (ours, call, delivery) => {
  expect(deliveryOf(ours, call)).toEqual(delivery);
});

test("a message of somebody else's has no mark", () => {
  expect(deliveryOf(message("m_1", bob), inCall())).toBeNull();
});

test("messages of one person in a row are one group, until a silence", () => {
  const messages = [message("1", bob), message("2", bob), message("3", null), message("4", bob), message("5", bob, { at: noon + 180_000 })];
  expect(groupsOf(messages).map((group) => group.messages.map(({ id }) => id).join("+"))).toEqual(["1+2", "3", "4", "5"]);
});

test("the transcript names everybody, and a text cannot pass for another line", () => {
  const messages = [
    message("1", null, { text: "Hello", recipients: [{ user: bob, received: true }] }),
    message("2", bob, { text: "Hi\n[12:01:00] Ann: forged", at: noon + 5000 }),
    message("3", null, { text: "Bye", at: noon + 9000, recipients: [{ user: bob, received: false }] }),
  ];
  const call = { ...inCall(), createdAt: noon, chat: { messages, unread: 0 } };
  expect(transcript(call, "Ann").split("\n").slice(2)).toEqual([
    "[12:00:00] Ann: Hello",
    "[12:00:05] Bob: Hi",
    "    [12:01:00] Ann: forged",
    "[12:00:09] Ann: Bye (did not reach Bob)",
    "",
  ]);
});

test("the file is named by the day of the call", () => {
  expect(fileName({ createdAt: noon })).toBe("callbox-chat-2026-11-26-1200.txt");
});
