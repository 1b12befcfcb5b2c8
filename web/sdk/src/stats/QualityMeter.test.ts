import { expect, test } from "vitest";
import type { LinkStats } from "../api.ts";
import { readStats } from "./linkStats.ts";
import { QualityMeter } from "./QualityMeter.ts";

const stats = (fields: Partial<LinkStats>): LinkStats => ({
  ...readStats("u_bob", new Map(), 0, null).stats,
  receiveBitrate: 1_000_000,
  framesPerSecond: 30,
  ...fields,
});

const GOOD = stats({});
const POOR = stats({ receiveLoss: 0.2 });

const after = (...seconds: readonly LinkStats[]): QualityMeter["quality"] => {
  const meter = new QualityMeter();
  for (const second of seconds) meter.add(second, true);
  return meter.quality;
};

test.each([
  ["no trouble", {}, 3],
  ["some loss", { receiveLoss: 0.03 }, 2],
  ["much loss on the way out", { sendLoss: 0.1 }, 1],
  ["a long way", { roundTripMs: 400 }, 2],
  ["a very long way", { roundTripMs: 900 }, 1],
  ["few frames", { framesPerSecond: 10 }, 2],
  ["a frozen picture", { framesPerSecond: 0 }, 1],
] as const)("%s", (_case, fields, quality) => {
  expect(after(stats(fields))).toBe(quality);
});

test("no frames are no trouble where no picture is sent", () => {
  const meter = new QualityMeter();
  meter.add(stats({ framesPerSecond: null }), false);
  expect(meter.quality).toBe(3);
});

test("is unknown until something is known", () => {
  expect(after(stats({ receiveBitrate: null }))).toBeNull();
});

test("one bad second is forgiven, a second one is not", () => {
  expect(after(GOOD, POOR, GOOD, POOR)).toBe(3);
  expect(after(GOOD, POOR, POOR)).toBe(1);
});

test("rises only after five good seconds", () => {
  expect(after(POOR, GOOD, GOOD, GOOD, GOOD)).toBe(1);
  expect(after(POOR, GOOD, GOOD, GOOD, GOOD, GOOD)).toBe(3);
});
