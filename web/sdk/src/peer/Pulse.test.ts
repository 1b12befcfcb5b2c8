import { beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "../testing/FakeClock.ts";
import { Pulse } from "./Pulse.ts";

let clock: FakeClock;
let pulse: Pulse;
let told: string[];
/** When the last packet was played, by a clock that is this far from ours. */
let newest: number | null;
let offset: number;

beforeEach(() => {
  clock = new FakeClock();
  told = [];
  newest = null;
  offset = -5_000;
  pulse = new Pulse(clock, {
    stopped: () => told.push("stopped"),
    returned: () => told.push("returned"),
    faltered: () => told.push("faltered"),
  });
  const receiver = { getSynchronizationSources: () => (newest === null ? [] : [{ timestamp: newest }]) };
  pulse.watch({ getTransceivers: () => [{ receiver }] } as unknown as RTCPeerConnection);
  pulse.expect(true);
});

/** Sound that is so late at each look. */
async function plays(ms: number, lateMs = 0): Promise<void> {
  for (let at = 0; at < ms; at += 10) {
    newest = clock.now() + offset - lateMs;
    await clock.advance(10);
  }
}

test("sound that is played falters not, however late it comes", async () => {
  await plays(3_000, 200);
  await plays(3_000, 170);
  expect(told).toEqual([]);
});

describe("a pause", () => {
  test("of a few packets is a falter", async () => {
    await plays(1_000);
    await clock.advance(100);
    expect(told).toEqual(["faltered"]);
    await plays(1_000);
    expect(told).toEqual(["faltered"]);
  });

  test("of a second is silence, and what comes then a return", async () => {
    await plays(1_000);
    await clock.advance(1_500);
    await plays(1_000);
    expect(told.filter((each, index) => each !== told[index - 1])).toEqual(["faltered", "stopped", "returned"]);
  });

  test("is none where the other side has said that it stops", async () => {
    await plays(1_000);
    pulse.expect(false);
    await clock.advance(5_000);
    expect(told).toEqual([]);
  });
});

test("a clock that is set says nothing for longer than two seconds", async () => {
  await plays(1_000);
  offset = -3_600_000;
  await plays(2_000);
  told.length = 0;
  await plays(5_000);
  expect(told).toEqual([]);
});
