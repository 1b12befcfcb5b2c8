import { beforeEach, expect, test } from "vitest";
import { FakeClock, settled } from "../testing/FakeClock.ts";
import { FloodWatch } from "./FloodWatch.ts";

let clock: FakeClock;
let watch: FloodWatch;
let received: number | null;
let readings: number;
let floods: number;

beforeEach(() => {
  clock = new FakeClock();
  received = 100;
  readings = floods = 0;
  watch = new FloodWatch(clock, {
    packetsReceived: async () => {
      readings += 1;
      return received;
    },
    flooded: () => {
      floods += 1;
    },
  });
});

/** A quarter of a second in which so many packets of sound come. */
async function quarter(packets: number): Promise<void> {
  await settled();
  if (received !== null) received += packets;
  await clock.advance(250);
  await settled();
}

test("where much of a second was made up, and some packets come all the same, it is a flood", async () => {
  watch.measured(0.3);
  await quarter(3);
  expect(floods).toBe(1);
});

test.each([
  ["nothing comes, which is an outage", 0],
  ["all packets come, as after an outage", 12],
  ["most come", 8],
])("it is none where %s", async (_, packets) => {
  watch.measured(0.9);
  await quarter(packets);
  expect(floods).toBe(0);
});

test("a second that was mostly whole is not looked at, nor one without sound", async () => {
  watch.measured(0.2);
  watch.measured(null);
  await quarter(3);
  expect([readings, floods]).toEqual([0, 0]);
});

test("each second is looked at anew", async () => {
  watch.measured(0.9);
  await quarter(12);
  watch.measured(0.9);
  await quarter(2);
  expect(floods).toBe(1);
});

test("what the browser does not say is no flood", async () => {
  received = null;
  watch.measured(0.9);
  await quarter(0);
  expect(floods).toBe(0);
});

test("a connection that ends meanwhile is not judged", async () => {
  watch.measured(0.9);
  watch.stop();
  await quarter(3);
  expect([readings, floods]).toEqual([1, 0]);
});
