import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../testing/FakeClock.ts";
import { RestartPolicy } from "./RestartPolicy.ts";

let clock: FakeClock;
let policy: RestartPolicy;
let prepared: number[];
let attempts: { readonly attempt: number; readonly at: number }[];

beforeEach(() => {
  clock = new FakeClock();
  attempts = [];
  const start = clock.now();
  prepared = [];
  policy = new RestartPolicy(clock, {
    restart: (attempt) => attempts.push({ attempt, at: clock.now() - start }),
    prepare: () => prepared.push(clock.now() - start),
  });
});

function connected(): void {
  policy.reachable(true);
  policy.connectionState("connecting");
  policy.connectionState("connected");
}

test("waits two seconds for a disconnected link to recover", async () => {
  connected();
  policy.connectionState("disconnected");
  await clock.advance(1_999);
  expect(attempts).toEqual([]);
  await clock.advance(1);
  expect(attempts).toEqual([{ attempt: 1, at: 2_000 }]);
});

test("a link that recovers by itself is left alone", async () => {
  connected();
  policy.connectionState("disconnected");
  await clock.advance(1_500);
  policy.connectionState("connected");
  await clock.advance(60_000);
  expect(attempts).toEqual([]);
});

test("restarts a failed link at once, and again with growing patience of at most four seconds", async () => {
  connected();
  policy.connectionState("failed");
  await clock.advance(20_000);
  expect(attempts.map(({ at }) => at)).toEqual([0, 2_500, 6_250, 10_250, 14_250, 18_250]);
});

test("begins to count anew once connected", async () => {
  connected();
  policy.connectionState("failed");
  await clock.advance(2_500);
  policy.connectionState("connected");
  policy.connectionState("failed");
  expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
});

test("a changed network restarts a link that still looks connected, once", async () => {
  connected();
  policy.networkChanged();
  await clock.advance(60_000);
  expect(attempts).toHaveLength(1);
});

test("without signaling it waits, and makes up for it at once", async () => {
  connected();
  policy.reachable(false);
  policy.connectionState("disconnected");
  await clock.advance(20_000);
  expect(attempts).toEqual([]);
  policy.reachable(true);
  expect(attempts).toHaveLength(1);
});

test("signaling that comes and goes does not touch a good link", async () => {
  connected();
  policy.reachable(false);
  await clock.advance(20_000);
  policy.reachable(true);
  await clock.advance(20_000);
  expect(attempts).toEqual([]);
});

test("a silent link is as good as disconnected, but is restarted once while it says that it is connected", async () => {
  connected();
  policy.silent();
  await clock.advance(60_000);
  expect(attempts).toEqual([{ attempt: 1, at: 2_000 }]);
});

test("a link that is heard again in time is left alone", async () => {
  connected();
  policy.silent();
  await clock.advance(1_500);
  policy.heard();
  await clock.advance(60_000);
  expect(attempts).toEqual([]);
});

test("a link that fell silent without signaling is restarted as soon as it is back", async () => {
  connected();
  policy.reachable(false);
  policy.silent();
  await clock.advance(500);
  policy.reachable(true);
  expect(attempts).toHaveLength(1);
});

test("a link that is heard again before signaling is back is left alone, whatever its state still says", async () => {
  connected();
  policy.reachable(false);
  policy.silent();
  policy.connectionState("disconnected");
  policy.networkChanged();
  await clock.advance(5_000);
  policy.heard();
  policy.reachable(true);
  await clock.advance(1_000);
  policy.connectionState("connected");
  await clock.advance(60_000);
  expect(attempts).toEqual([]);
});

test("but not for longer than a disconnected one when its state does not follow", async () => {
  connected();
  policy.silent();
  policy.connectionState("failed");
  expect(attempts).toHaveLength(1);
  policy.heard();
  await clock.advance(1_999);
  expect(attempts).toHaveLength(1);
  await clock.advance(1);
  expect(attempts).toHaveLength(2);
});

test("while it rings nobody is missed", async () => {
  policy.connectionState("new");
  await clock.advance(44_000);
  policy.reachable(true);
  expect(attempts).toEqual([]);
  await clock.advance(5_000);
  expect(attempts).toHaveLength(1);
});

test("stopped, it leaves no timer behind", () => {
  connected();
  policy.connectionState("disconnected");
  policy.stop();
  expect(clock.idle).toBe(true);
});

test("a changed network without signaling lets a restart be prepared, once, and made with signaling", async () => {
  connected();
  policy.reachable(false);
  policy.networkChanged();
  await clock.advance(400);
  policy.networkChanged();
  await clock.advance(20_000);
  expect([prepared, attempts]).toEqual([[900], []]);
  policy.reachable(true);
  expect(attempts).toEqual([{ attempt: 1, at: 20_400 }]);
});

test.each<[string, () => void]>([
  ["whose route carries again at once", () => policy.heard()],
  ["over which signaling is back at once", () => policy.reachable(true)],
  ["of a link that is closed", () => policy.stop()],
])("for a changed network %s nothing is prepared", async (_, happens) => {
  connected();
  policy.reachable(false);
  policy.silent();
  policy.networkChanged();
  await clock.advance(400);
  happens();
  await clock.advance(20_000);
  expect(prepared).toEqual([]);
});
