import { beforeEach, expect, test } from "vitest";
import { FakeClock, settled } from "../testing/FakeClock.ts";
import type { Received } from "./FloodWatch.ts";
import { FloodWatch } from "./FloodWatch.ts";

let clock: FakeClock;
let watch: FloodWatch;
let received: Received | null;
let readings: number;
let floods: number;
let comes: number;

beforeEach(() => {
  clock = new FakeClock();
  received = { soundPackets: 100, bytes: 200_000 };
  readings = floods = 0;
  watch = new FloodWatch(clock, {
    received: async () => {
      readings += 1;
      return received;
    },
    flooded: (receivedBps) => {
      floods += 1;
      comes = receivedBps;
    },
  });
});

/** Windows in which so many packets of sound come, and so much of the rest. */
async function windows(...packets: readonly (number | "away")[]): Promise<void> {
  for (const each of packets) {
    await settled();
    if (received !== null && each !== "away") received = { soundPackets: received.soundPackets + each, bytes: received.bytes + 1_200 };
    await clock.advance(150);
    await settled();
  }
}

test.each([
  ["some of it comes", [3, 2]],
  ["two thirds of it come", [4, 6]],
  ["none of it comes, but something else", [0, 0]],
])("where sound falters, and %s, it is a flood", async (_, [first, second]) => {
  watch.faltered();
  await windows(first ?? 0);
  expect(floods).toBe(0);
  await windows(second ?? 0);
  // 1200 bytes in 150 ms.
  expect([floods, comes]).toEqual([1, 64_000]);
});

test.each<[string, readonly (number | "away")[]]>([
  ["nothing comes, which is an outage", ["away", 3]],
  ["nothing comes any more", [3, "away"]],
  ["all packets come, as after an outage", [7, 3]],
  ["all come again: the end of a short outage", [3, 8]],
  ["what was held up comes at once", [4, 12]],
  ["most come", [5, 6]],
])("it is none where %s", async (_, packets) => {
  watch.faltered();
  await windows(...packets);
  expect(floods).toBe(0);
});

test("what falters while it is looked at is not looked at twice", async () => {
  watch.faltered();
  watch.faltered();
  await windows(3, 3);
  expect([readings, floods]).toEqual([3, 1]);
});

test("what falters later is looked at anew", async () => {
  watch.faltered();
  await windows(7);
  watch.faltered();
  await windows(2, 2);
  expect(floods).toBe(1);
});

test("what the browser does not say is no flood", async () => {
  received = null;
  watch.faltered();
  await windows(0, 0);
  expect(floods).toBe(0);
});

test("a connection that ends meanwhile is not judged", async () => {
  watch.faltered();
  watch.stop();
  await windows(3, 3);
  expect([readings, floods]).toEqual([1, 0]);
});
