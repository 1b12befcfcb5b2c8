import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../testing/FakeClock.ts";
import { CandidateOrder } from "./CandidateOrder.ts";

let clock: FakeClock;
let order: CandidateOrder;
let added: string[];

const candidate = (line: string) => ({ candidate: line, sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u" });
const UDP = candidate("candidate:1 1 udp 2122260223 192.0.2.3 50000 typ host generation 1");
const TCP = candidate("candidate:1 1 tcp 1518280447 192.0.2.2 9 typ host tcptype active generation 1");
const take = (...lines: readonly string[]): void => order.take(lines.map(candidate));

beforeEach(() => {
  clock = new FakeClock();
  added = [];
  order = new CandidateOrder(clock, (candidates) => added.push(...candidates.map((each) => each.candidate)));
});

test("before any restart candidates go on at once", () => {
  take("a", "b");
  expect(added).toEqual(["a", "b"]);
});

test("after a restart they wait for the first of ours that is no TCP candidate, and go on in order", () => {
  order.restart();
  take("a");
  order.told([TCP]);
  take("b");
  expect(added).toEqual([]);
  order.told([TCP, UDP]);
  expect(added).toEqual(["a", "b"]);
  take("c");
  expect(added).toEqual(["a", "b", "c"]);
  expect(clock.idle).toBe(true);
});

test("they wait for a second and a half at most, counted from the last restart", async () => {
  order.restart();
  take("a");
  await clock.advance(600);
  order.restart();
  await clock.advance(1_499);
  expect(added).toEqual([]);
  await clock.advance(1);
  expect(added).toEqual(["a"]);
});

test("of a connection that is given up none go on", async () => {
  order.restart();
  take("a");
  order.drop();
  await clock.advance(60_000);
  expect(added).toEqual([]);
});
