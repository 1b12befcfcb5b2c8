import { expect, test } from "vitest";
import { golden, peerMessages } from "../testing/golden.ts";
import type { PeerMessage } from "./peerMessages.ts";
import { decodePeerMessage, encodePeerMessage } from "./peerMessages.ts";

test.each([...peerMessages.keys()])("reads %s and writes it back the same", (name) => {
  const message = golden(peerMessages, name);
  const decoded = decodePeerMessage(JSON.stringify(message));
  expect(decoded).toEqual(message);
  expect(JSON.parse(encodePeerMessage(decoded as PeerMessage))).toEqual(message);
});

test("a type of a later version is nothing, not a fault", () => {
  expect(decodePeerMessage('{"type":"game.offer","id":"g_1"}')).toBeNull();
});

test.each(["", "null", "[]", '"x"', "{", "{}", '{"type":1}', '{"type":"chat.message","id":"m_1"}', '{"type":"chat.received","ids":[1]}', "[".repeat(20_000)])(
  "%.40j is refused",
  (text) => {
    expect(() => decodePeerMessage(text)).toThrow();
  },
);
