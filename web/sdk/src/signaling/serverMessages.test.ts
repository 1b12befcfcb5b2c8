import { expect, test } from "vitest";
import { CANDIDATE } from "../testing/messages.ts";
import { decodeServerMessage } from "./serverMessages.ts";

const decode = (message: unknown) => decodeServerMessage(JSON.stringify(message));

test("a notification of a newer server still counts", () => {
  expect(decode({ type: "weather.changed", seq: 7 })).toEqual({ type: "unknown", seq: 7 });
});

test("an unknown message without a number is ignored", () => {
  expect(decode({ type: "weather" })).toEqual({ type: "unknown", seq: null });
});

test.each([
  ["not JSON", "{", "message must be JSON"],
  ["an array", "[]", "message must be an object"],
  ["no type", "{}", "type must be a string"],
  ["a wrong field", '{"type":"history.seen","seq":1,"missed":"2"}', "missed must be a number"],
  ["a wrong field inside", '{"type":"people.changed","seq":1,"online":[{"id":1}],"offline":[]}', "online[0].id must be a string"],
])("%s is refused with the field's name", (_case, text, reason) => {
  expect(() => decodeServerMessage(text)).toThrow(reason);
});

const signal = { type: "call.signal", seq: 1, call: "c_1", from: "u_bob", epoch: "e_1", peerEpoch: null };

test.each([
  ["nothing", {}],
  ["two things", { ready: true, candidates: [CANDIDATE] }],
  ["ready: false", { ready: false }],
  ["a provisional answer", { description: { type: "pranswer", sdp: "" } }],
])("a signal that says %s is refused", (_case, body) => {
  expect(() => decode({ ...signal, ...body })).toThrow();
});
