import { beforeEach, expect, test } from "vitest";
import { codeOf } from "../errors/errors.ts";
import { settled } from "../testing/FakeClock.ts";
import type { FakeDataChannel } from "../testing/FakeDataChannel.ts";
import { linkView, OFFER_SDP } from "../testing/messages.ts";
import { TestClient } from "../testing/TestClient.ts";

let ann: TestClient;

/** Ann came first, so she offers; the others' answers open the channels. */
const call = { ...linkView("ann", "bob", "cy"), version: 1 };

async function join(): Promise<void> {
  void ann.client.joinLink("l_1", "audio");
  await settled();
  await ann.answer("link.join", { call });
  await connect();
}

async function connect(): Promise<void> {
  for (const connection of ann.environment.connections) connection.become("connected");
  for (const channel of channels()) channel.open();
  await settled();
}

/** The control channels. */
const channels = (): FakeDataChannel[] => ann.environment.connections.flatMap(({ channels: made }) => made).filter(({ init }) => init.id === 0);
const said = (channel: FakeDataChannel | undefined): object[] => (channel?.sent ?? []).map((text) => JSON.parse(text) as object);
const texts = (): string[] => ann.call.chat.messages.map(({ from, text }) => `${from?.name ?? "I"}: ${text}`);

beforeEach(async () => {
  ann = new TestClient();
  await ann.connect();
});

test("a message goes to each of the others on its own link, and its marks come from there", async () => {
  await join();
  await ann.client.sendMessage("Hello");
  expect(channels().map((channel) => said(channel))).toEqual([
    [expect.objectContaining({ type: "chat.message", text: "Hello" })],
    [expect.objectContaining({ type: "chat.message", text: "Hello" })],
  ]);
  const { id } = ann.call.chat.messages[0] ?? { id: "" };
  channels()[0]?.receive(JSON.stringify({ type: "chat.received", ids: [id] }));
  expect(ann.call.chat.messages[0]?.recipients.map(({ user, received }) => [user.name, received])).toEqual([["Bob", true], ["Cy", false]]);
});

test("a message that comes is told in the snapshot with its sender, and acknowledged once it is kept", async () => {
  await join();
  channels()[1]?.receive('{"type":"chat.message","id":"m_1","text":"Hi"}');
  await settled();
  expect(texts()).toEqual(["Cy: Hi"]);
  expect(ann.call.chat.unread).toBe(1);
  expect(said(channels()[1])).toEqual([]);
  await ann.environment.clock.advance(100);
  expect(said(channels()[1])).toEqual([{ type: "chat.received", ids: ["m_1"] }]);
  ann.client.readChat();
  expect(ann.call.chat.unread).toBe(0);
});

test("after a reload of this page the chat is there, and what was not acknowledged is sent again", async () => {
  await join();
  await ann.client.sendMessage("Hello");
  ann = ann.reloaded();
  await ann.connect({ call: { ...call, version: 2 } });
  expect(texts()).toEqual(["I: Hello"]);
  await connect();
  expect(said(channels()[0])).toEqual([expect.objectContaining({ text: "Hello" })]);
});

test("after a reload of the other page what it has not acknowledged is sent again on the new connection", async () => {
  await join();
  const [first] = channels();
  await ann.client.sendMessage("Hello");
  await ann.signal({ epoch: "e_bob1", description: { type: "answer", sdp: OFFER_SDP } });
  await ann.signal({ epoch: "e_bob2", ready: true });
  const again = channels().at(-1);
  expect(again).not.toBe(first);
  again?.open();
  expect(said(again)).toEqual(said(first));
});

test("the chat stays with the ended call until it is dismissed, and nothing of it stays on the device", async () => {
  await join();
  await ann.client.sendMessage("Hello");
  await ann.client.hangUp();
  expect(ann.call).toMatchObject({ phase: "ended", chat: { messages: [{ text: "Hello" }] } });
  expect(codeOf(await ann.client.sendMessage("Late").catch((error: unknown) => error))).toBe("no-call");
  ann.client.dismiss();
  expect(ann.deviceStore.get("callbox.chat")).toBeNull();
});

test("a page that is loaded again after the end of its call keeps nothing of the chat", async () => {
  await join();
  await ann.client.sendMessage("Hello");
  ann = ann.reloaded();
  await ann.connect();
  expect(ann.deviceStore.get("callbox.chat")).toBeNull();
});

test("nonsense on the channel ends neither the call nor the chat", async () => {
  await join();
  const [channel] = channels();
  for (const frame of ["", "{", "[1]", '{"type":"chat.message"}', '{"type":"later"}', new ArrayBuffer(8), "x".repeat(100_000)]) channel?.receive(frame);
  channel?.receive('{"type":"chat.message","id":"m_1","text":"Hi"}');
  expect(texts()).toEqual(["Bob: Hi"]);
  expect(ann.call.phase).toBe("active");
});

test("alone there is nobody to write to, and without a call nowhere", async () => {
  const refusal = async (): Promise<string> => codeOf(await ann.client.sendMessage("Hello").catch((error: unknown) => error));
  expect(await refusal()).toBe("no-call");
  void ann.client.joinLink("l_1", "audio");
  await settled();
  await ann.answer("link.join", { call: linkView("ann") });
  expect(await refusal()).toBe("nobody-here");
});
