import { expect, test } from "vitest";
import { golden, linkMessages } from "../testing/golden.ts";
import type { LinkMessage } from "./linkMessages.ts";
import { decodeLinkMessage, encodeLinkMessage } from "./linkMessages.ts";

test.each([...linkMessages.keys()])("reads %s and writes it back the same", (name) => {
  const message = golden(linkMessages, name);
  const decoded = decodeLinkMessage(JSON.stringify(message));
  expect(decoded).toEqual(message);
  expect(JSON.parse(encodeLinkMessage(decoded as LinkMessage))).toEqual(message);
});

test("a type of a later version is nothing, not a fault", () => {
  expect(decodeLinkMessage('{"type":"link.moved","to":"wifi"}')).toBeNull();
});

test.each(["", "null", "[]", "{", "{}", '{"type":1}', '{"type":"picture.held"}', '{"type":"link.flooded","receivedBps":"1"}'])("%j is refused", (text) => {
  expect(() => decodeLinkMessage(text)).toThrow();
});
