import { expect, test } from "vitest";
import { PlayoutDelay } from "./PlayoutDelay.ts";

type Second = readonly [receiveLoss: number | null, roundTripMs: number | null];

const after = (...seconds: readonly Second[]): PlayoutDelay => {
  const delay = new PlayoutDelay();
  for (const [receiveLoss, roundTripMs] of seconds) delay.measured({ receiveLoss, roundTripMs });
  return delay;
};

const times = (count: number, ...second: Second): Second[] => Array.from({ length: count }, () => second);

const on = (roundTripMs: number, ...losses: readonly number[]): Second[] => losses.map((loss) => [loss, roundTripMs]);

const LOSSY = on(200, 0.04, 0.07, 0.03);

test("a second of loss on a long way holds the picture back for a little more than two round trips", () => {
  expect(after(...on(200, 0, 0.02)).targetMs).toBeNull();
  expect(after(...on(200, 0, 0.02, 0.05)).targetMs).toBe(440);
});

test("where a queue was full it takes three", () => {
  const queue = on(200, 0.3);
  expect(after(...queue, ...LOSSY.slice(1)).targetMs).toBeNull();
  expect(after(...queue, ...LOSSY).targetMs).toBe(440);
  expect(after(...queue, ...times(14, 0, 200), [0.05, 200]).targetMs).toBeNull();
  expect(after(...queue, ...times(15, 0, 200), [0.05, 200]).targetMs).toBe(440);
});

test("a queue that shows itself in the next seconds takes it back, and a later one does not", () => {
  expect(after(...on(200, 0.04, 0, 0, 0.4)).targetMs).toBeNull();
  expect(after(...on(200, 0.04, 0, 0, 0, 0.4)).targetMs).toBe(440);
});

test.each<[string, readonly Second[]]>([
  ["a second that has lost nearly everything, as after an outage", on(200, 0, 0.95, 0.03, 0, 0.95, 0.03, 0.03)],
  ["a packet now and then", times(30, 0.02, 200)],
  ["a short way", times(30, 0.05, 60)],
  ["a way of which nothing is known", times(30, 0.05, null)],
  ["a queue so long", times(30, 0.05, 900)],
  ["a link of 300 kbit/s, as it was measured", on(235, 0, 0.02, 0.44, 0.18, 0.14, 0, 0, 0, 0, 0.03, 0.14, 0.15, 0, 0, 0.1, 0.16, 0.16, 0)],
  ["a link of 100 kbit/s, as it was measured", on(223, 0, 0.01, 0.23, 0.06, 0, 0, 0.35, 0, 0.05, 0.02, 0, 0, 0, 0.07, 0.12, 0, 0.05, 0)],
])("%s does not", (_, seconds) => {
  expect(after(...seconds).targetMs).toBeNull();
});

test("a second of which nothing is known counts for nothing", () => {
  expect(after([0.3, 200], ...LOSSY.slice(0, 2), [null, 200], ...LOSSY.slice(2)).targetMs).toBe(440);
});

test("it follows another way, and stays where the round trip only wavers", () => {
  expect(after(...LOSSY, ...times(3, 0.05, 230)).targetMs).toBe(440);
  expect(after(...LOSSY, ...times(3, 0.05, 300)).targetMs).toBe(660);
});

test("it lasts while the way loses packets, and ends with fifteen seconds that hardly do", () => {
  expect(after(...LOSSY, ...on(200, 0.01, 0.06, 0, 0.05, 0.01, 0.05, 0, 0, 0.06, 0.01, 0.04, 0, 0.03, 0.02, 0)).targetMs).toBe(440);
  expect(after(...LOSSY, ...times(14, 0, 200)).targetMs).toBe(440);
  expect(after(...LOSSY, ...times(14, 0, 200), [0.01, 200]).targetMs).toBeNull();
});
