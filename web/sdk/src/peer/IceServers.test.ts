import { beforeEach, expect, test } from "vitest";
import type { FakeClock } from "../testing/FakeClock.ts";
import { settled } from "../testing/FakeClock.ts";
import { TestEnvironment } from "../testing/TestEnvironment.ts";
import type { Ask } from "../signaling/Session.ts";
import type { Grant } from "./IceServers.ts";
import { FRESH_WITHIN_MS, IceServers } from "./IceServers.ts";

const MINUTES_10 = 600_000;

let clock: FakeClock;
let asked: string[];
let answers: ((call: string) => Promise<Grant>) | null;
let iceServers: IceServers;

beforeEach(() => {
  ({ clock } = new TestEnvironment());
  asked = [];
  answers = null;
  let ids = 0;
  const ask = ((_: string, { call }: { readonly call: string }) => {
    asked.push(call);
    return answers === null ? Promise.resolve(grant(call, `fresh ${asked.length}`)) : answers(call);
  }) as unknown as Ask;
  iceServers = new IceServers(clock, ask, () => `c_${(ids += 1)}`);
});

const grant = (call: string | null, credential: string, lifetimeMs = MINUTES_10): Grant => ({
  iceServers: [
    { urls: ["stun:call.example"], username: undefined, credential: undefined },
    { urls: ["turn:call.example"], username: "u", credential },
  ],
  iceExpiresAt: clock.now() + lifetimeMs,
  iceCall: call,
});

const STUN_ALONE: Grant = {
  iceServers: [{ urls: ["stun:call.example"], username: undefined, credential: undefined }],
  iceExpiresAt: null,
  iceCall: null,
};

const credentials = (call: string) => iceServers.of(call).flatMap(({ credential }) => credential ?? []);

test("the next call has its credentials before it is placed, and the one after it another id", () => {
  iceServers.welcomed(grant("c_1", "at hand"), 0);
  expect(iceServers.nextCall).toBe("c_1");
  expect(iceServers.takeNextCall()).toBe("c_1");
  expect(iceServers.ready("c_1")).toBeNull();
  expect(credentials("c_1")).toEqual(["at hand"]);
  expect(iceServers.nextCall).toBe("c_2");
});

test("credentials are used in their own call only", () => {
  iceServers.welcomed(grant("c_1", "at hand"), 0);
  expect(iceServers.of("c_other")).toEqual([{ urls: ["stun:call.example"] }]);
});

test("asks for new credentials a minute before the old ones expire, again and again", async () => {
  iceServers.welcomed(grant("c_1", "first"), 0);
  await clock.advance(539_000);
  expect(credentials("c_1")).toEqual(["first"]);
  await clock.advance(2_000);
  expect(credentials("c_1")).toEqual(["fresh 1"]);
  await clock.advance(540_000);
  expect(credentials("c_1")).toEqual(["fresh 2"]);
  expect(asked).toEqual(["c_1", "c_1"]);
});

test("those of the live call are renewed, and after it those for the next are asked for", async () => {
  iceServers.welcomed(grant("c_1", "at hand"), 0);
  iceServers.granted(grant("c_bobs", "with the invitation"));
  iceServers.follow("c_bobs");
  await clock.advance(541_000);
  expect(credentials("c_bobs")).toEqual(["fresh 1"]);
  iceServers.follow(null);
  await settled();
  expect(asked).toEqual(["c_bobs", "c_1"]);
  expect(credentials("c_1")).toEqual(["fresh 2"]);
});

test("what was sent before the welcome and comes after it does not replace newer ones", () => {
  iceServers.welcomed(grant("c_1", "newer"), 0);
  iceServers.granted(grant("c_1", "replayed", MINUTES_10 - 20_000));
  expect(credentials("c_1")).toEqual(["newer"]);
});

test("very short lifetimes do not make it ask all the time", async () => {
  answers = (call) => Promise.resolve(grant(call, "short", 1_000));
  iceServers.welcomed(grant("c_1", "short", 1_000), 0);
  await clock.advance(60_000);
  expect(asked.length).toBeLessThanOrEqual(6);
});

test("servers without credentials are for every call, and never asked for again", async () => {
  iceServers.welcomed(STUN_ALONE, 0);
  await clock.advance(3_600_000);
  iceServers.follow("c_any");
  iceServers.follow(null);
  expect(iceServers.ready("c_any")).toBeNull();
  expect(iceServers.fresh("c_any")).toBeNull();
  expect(asked).toEqual([]);
  expect(iceServers.of("c_any")).toEqual([{ urls: ["stun:call.example"] }]);
});

test("the server's clock may be another one", async () => {
  const hourAhead = 3_600_000;
  iceServers.welcomed(grant("c_1", "first", hourAhead + MINUTES_10), hourAhead);
  await clock.advance(541_000);
  expect(asked).toHaveLength(1);
});

test("a call right after another waits for its own", async () => {
  iceServers.welcomed(grant("c_before", "of another call"), 0);
  await iceServers.ready("c_1");
  expect(credentials("c_1")).toEqual(["fresh 1"]);
});

test("a refusal is no answer: the call is over", async () => {
  answers = () => Promise.resolve(STUN_ALONE);
  iceServers.welcomed(grant("c_1", "at hand"), 0);
  await iceServers.ready("c_over");
  expect(credentials("c_1")).toEqual(["at hand"]);
});

test("an ICE restart gets fresh ones, and all links of the call by one question", async () => {
  iceServers.welcomed(grant("c_1", "first"), 0);
  await clock.advance(10_000);
  await Promise.all([iceServers.fresh("c_1"), iceServers.fresh("c_1")]);
  expect(asked).toEqual(["c_1"]);
  expect(credentials("c_1")).toEqual(["fresh 1"]);
});

test("those that a welcome has just brought are fresh", async () => {
  iceServers.welcomed(grant("c_1", "first"), 0);
  await clock.advance(1_000);
  expect(iceServers.fresh("c_1")).toBeNull();
});

test("an ICE restart that waits for an answer goes on with those that a welcome brings", async () => {
  answers = () => new Promise<Grant>(() => undefined);
  iceServers.welcomed(grant("c_1", "first"), 0);
  await clock.advance(10_000);
  let settledYet = false;
  void iceServers.fresh("c_1")?.then(() => (settledYet = true));
  iceServers.welcomed(grant("c_2", "of another call"), 0);
  await settled();
  expect(settledYet).toBe(false);
  iceServers.welcomed(grant("c_1", "welcome"), 0);
  await settled();
  expect([settledYet, credentials("c_1")]).toEqual([true, ["welcome"]]);
});

test.each([
  ["does not come", () => new Promise<Grant>(() => undefined)],
  ["is an error", () => Promise.reject(new Error("internal"))],
])("an ICE restart whose answer %s goes on with what it has", async (_, answer) => {
  answers = answer;
  iceServers.welcomed(grant("c_1", "first"), 0);
  await clock.advance(10_000);
  let settledYet = false;
  void iceServers.fresh("c_1")?.then(() => (settledYet = true));
  await clock.advance(FRESH_WITHIN_MS);
  expect(settledYet).toBe(true);
  expect(credentials("c_1")).toEqual(["first"]);
});

test("stopped, it leaves no timer behind", async () => {
  iceServers.welcomed(grant("c_1", "first"), 0);
  iceServers.stop();
  await settled();
  expect(clock.idle).toBe(true);
});
