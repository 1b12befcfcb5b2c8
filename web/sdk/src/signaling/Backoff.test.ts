import { expect, test } from "vitest";
import { Backoff } from "./Backoff.ts";

const delays = (jitter: number, inCall: boolean, count: number): number[] => {
  const backoff = new Backoff(() => jitter);
  return Array.from({ length: count }, () => backoff.nextDelayMs(inCall));
};

test("doubles up to its limit", () => {
  expect(delays(1, false, 9)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test("never waits more than a second in a call", () => {
  expect(Math.max(...delays(1, true, 40))).toBe(1_000);
});

test("spreads each delay over its second half", () => {
  expect(delays(0, false, 3)).toEqual([125, 250, 500]);
});

test("begins anew when told to", () => {
  const backoff = new Backoff(() => 1);
  for (let attempt = 0; attempt < 5; attempt += 1) backoff.nextDelayMs(false);
  backoff.startAnew();
  expect(backoff.nextDelayMs(false)).toBe(250);
});
