import type { CallPhase, Direction, EndReason } from "@callbox/sdk";
import { expect, test } from "vitest";
import { toneOf } from "./toneOf.ts";
import { endTone, ring, ringBack } from "./tones.ts";

const call = (phase: CallPhase, direction: Direction = "outgoing", endReason: EndReason | null = null) => ({ id: "c_1", phase, direction, endReason });

test("the caller hears ring-back only when the other side rings", () => {
  expect(toneOf(call("calling"), null)).toBeNull();
  expect(toneOf(call("ringing"), call("calling"))).toBe(ringBack);
  expect(toneOf(call("connecting"), call("ringing"))).toBeNull();
});

test("the callee hears the ring until the call is answered or over", () => {
  expect(toneOf(call("ringing", "incoming"), null)).toBe(ring);
  expect(toneOf(call("connecting", "incoming"), call("ringing", "incoming"))).toBeNull();
  expect(toneOf(call("ended", "incoming"), call("ringing", "incoming"))).toBeNull();
});

test("the end is heard once, when it happens", () => {
  expect(toneOf(call("ended"), call("active"))).toBe(endTone);
  expect(toneOf(call("ended"), call("ended"))).toBeNull();
  expect(toneOf(call("ended"), null)).toBeNull();
});

test("a call that moves to another device makes no sound", () => {
  expect(toneOf(call("ended", "outgoing", "replaced"), call("active"))).toBeNull();
});
