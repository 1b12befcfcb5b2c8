import { describe, expect, test } from "vitest";
import type { Probe } from "../data/LinkChannel.ts";
import { decodePeerMessage } from "../data/peerMessages.ts";
import { FakeClock } from "../testing/FakeClock.ts";
import { FakePeerConnection } from "../testing/FakePeerConnection.ts";
import { Carrier } from "./Carrier.ts";
import { CarrierPlan } from "./CarrierPlan.ts";
import { ChunkSet } from "./ChunkSet.ts";
import { Governor } from "./Governor.ts";
import { MAX_CARRIERS, MIN_PIECE_BYTES } from "./limits.ts";
import { decodeParcel, idBytes, ParcelWriter } from "./Parcel.ts";
import { safeName } from "./safeName.ts";

const SHORT = 20;
const LONG = 100;
const ID = "AAECAwQFBgcICQoL";

describe("a set of chunks", () => {
  test("is what a set of numbers is, in whatever order they come and go", () => {
    const set = new ChunkSet(100);
    const expected = new Set<number>();
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let step = 0; step < 2_000; step++) {
      const index = random() % 100;
      if (random() % 3 === 0) expect(set.remove(index)).toBe(expected.delete(index));
      else {
        expect(set.add(index)).toBe(!expected.has(index));
        expected.add(index);
      }
      expect(set.size).toBe(expected.size);
      const missing = set.missing().flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));
      expect(missing).toEqual(Array.from({ length: 100 }, (_, at) => at).filter((at) => !expected.has(at)));
      expect(set.next()).toBe(expected.size === 0 ? null : Math.min(...expected));
    }
  });

  test("takes nothing from outside of the file", () => {
    const set = new ChunkSet(3);
    expect([set.add(-1), set.add(3), set.add(0.5)]).toEqual([false, false, false]);
    set.addRange([1, 1e9]);
    expect(set.missing()).toEqual([[0, 1]]);
  });
});

describe("a parcel", () => {
  const digest = new Uint8Array(32).fill(9);
  const piece = new Uint8Array([1, 2, 3]);

  test.each([0, 65_536])("with its piece at %d comes out as it went in", (offset) => {
    const parcel = decodeParcel(new ParcelWriter().write(idBytes(ID), 4_000_000_000, offset, digest, piece).slice().buffer);
    expect(parcel).toEqual({ id: ID, index: 4_000_000_000, offset, digest: offset === 0 ? digest : null, piece });
  });

  test.each([0, 19, 20, 52])("of %d bytes is none", (length) => {
    expect(decodeParcel(new ArrayBuffer(length))).toBeNull();
  });
});

test.each([
  ["Holiday 2026.jpg", "Holiday 2026.jpg"],
  ["../../etc/passwd", "_.._etc_passwd"],
  ["..", "file"],
  ["", "file"],
  ["a\u0000b\nc.txt", "abc.txt"],
  ["photo\u202Egpj.exe", "photogpj.exe"],
  ["zero\u200Bwidth.txt", "zerowidth.txt"],
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["COM1.tar.gz", "_COM1.tar.gz"],
  ["console.log", "console.log"],
  ["name. . .", "name"],
  [".bashrc", "bashrc"],
  ['a<b>:"c|?*.txt', "a_b___c___.txt"],
  ["备份 😀.tar", "备份 😀.tar"],
])("%j is shown and saved as %j", (name, safe) => {
  expect(safeName(name)).toBe(safe);
});

test("a long name loses its middle, not its end", () => {
  const name = safeName(`${"文".repeat(500)}.jpeg`);
  expect(name.endsWith("文.jpeg")).toBe(true);
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240);
});

describe("what the other side says of files is refused when it is nonsense", () => {
  const offer = { type: "file.offer", id: ID, name: "x", sizeBytes: 1, mediaType: "", preview: null };
  test.each([
    { ...offer, id: "../../../../x" },
    { ...offer, sizeBytes: -1 },
    { ...offer, sizeBytes: 1.5 },
    { ...offer, sizeBytes: 2 ** 41 },
    { ...offer, name: "x".repeat(1_025) },
    { type: "file.want", id: ID, ranges: [[3, 3]] },
    { type: "file.want", id: ID, ranges: [[1, 2, 3]] },
    { type: "file.got", id: ID, chunks: [-1] },
    { type: "file.end", id: ID, digest: "00" },
    { type: "file.failed", id: ID, code: "because" },
  ])("%j", (message) => {
    expect(() => decodePeerMessage(JSON.stringify(message))).toThrow();
  });

  test.each(["data:image/svg+xml;base64,AAAA", "https://example.org/x.png", `data:image/png;base64,${"A".repeat(16_000)}`])("a preview %.40s is none", (preview) => {
    expect(decodePeerMessage(JSON.stringify({ ...offer, preview }))).toMatchObject({ preview: null });
  });
});

interface Passage {
  readonly arrived: number;
  /** Of each second. */
  readonly longestQueuesMs: readonly number[];
}

/** Sends what the governor lets go through a link, whose queue the probes wait in as well; both ends are late by up to as much as `busyMs` says. */
function through(governor: Governor, linkBytesPerSecond: number, seconds: number, busyMs: () => number = () => 0): Passage {
  const wayMs = 10;
  let queue = 0;
  let arrived = 0;
  let probeAt = 0;
  let questions: (readonly [number, number])[] = [];
  let answers: (readonly [number, Probe])[] = [];
  const longestQueuesMs = Array.from({ length: seconds }, () => 0);
  for (let now = 0; now < seconds * 1_000; now += 10) {
    const served = Math.min(queue, linkBytesPerSecond / 100);
    queue -= served;
    arrived += served;
    // No more than a window is on its way.
    const allowed = Math.min(Math.floor(governor.allowance(now)), 4_194_304 - queue);
    if (allowed > 0) {
      governor.spend(allowed);
      queue += allowed;
    }
    const queueMs = (queue / linkBytesPerSecond) * 1_000;
    const second = Math.floor(now / 1_000);
    longestQueuesMs[second] = Math.max(longestQueuesMs[second] ?? 0, queueMs);
    if (now >= probeAt) {
      probeAt = now + governor.probeMs;
      governor.check(now);
      questions.push([now + wayMs + queueMs + busyMs(), now]);
    }
    for (const [at, asked] of questions) {
      if (at > now) continue;
      const answeredAt = now + wayMs + busyMs();
      answers.push([answeredAt, { roundTripMs: answeredAt - asked, countedAtMs: 1e12 + now, receivedBytes: arrived }]);
    }
    questions = questions.filter(([at]) => at > now);
    for (const [at, probe] of answers) if (at <= now) governor.trip(now, probe);
    answers = answers.filter(([at]) => at > now);
  }
  return { arrived, longestQueuesMs };
}

const answer = (roundTripMs: number, at: number): Probe => ({ roundTripMs, countedAtMs: at, receivedBytes: at * 1e6 });

describe("the governor", () => {
  test.each([40_000, 125_000, 1_250_000, 12_500_000])("keeps the queue of a link of %i bytes a second short, and uses the link", (link) => {
    const { arrived, longestQueuesMs } = through(new Governor(0), link, 30);
    expect(Math.max(...longestQueuesMs)).toBeLessThan(450);
    expect(Math.max(...longestQueuesMs.slice(4))).toBeLessThan(130);
    expect(arrived).toBeGreaterThan(0.9 * 30 * link);
  });

  test("does not take busy pages and a busy machine for a full link", () => {
    let seed = 7;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const busyMs = () => (random() < 0.7 ? random() * 30 : random() * 150);
    const { arrived, longestQueuesMs } = through(new Governor(0), 20_000_000, 30, busyMs);
    expect(arrived).toBeGreaterThan(0.8 * 30 * 20_000_000);
    expect(Math.max(...longestQueuesMs.slice(5))).toBeLessThan(130);
  });

  test("one late probe is no queue", () => {
    const governor = new Governor(0);
    through(governor, 1e9, 3);
    const { rate } = governor;
    governor.trip(3_000, answer(900, 3_000));
    expect(governor.rate).toBeGreaterThanOrEqual(rate);
  });

  test("when nothing comes back it slows down", () => {
    const governor = new Governor(0);
    through(governor, 1e9, 3);
    const { rate } = governor;
    for (let now = 3_000; now < 4_000; now += 100) governor.check(now);
    expect(governor.rate).toBeLessThan(rate);
    expect(governor.hears(4_000)).toBe(false);
  });

  test("a page that stood still has not heard nothing", () => {
    const governor = new Governor(0);
    through(governor, 1e9, 3);
    const { rate } = governor;
    governor.check(6_000);
    expect(governor.rate).toBe(rate);
  });

  test("an answer that counts nonsense is only a round trip", () => {
    const governor = new Governor(0);
    for (const bytes of [Number.NaN, -1, Infinity]) governor.trip(100, { roundTripMs: 5, countedAtMs: bytes, receivedBytes: bytes });
    expect(Number.isFinite(governor.rate)).toBe(true);
  });
});

test.each(Array.from({ length: MAX_CARRIERS }, (_, index) => index + 1))("one of %d carriers sends pieces of whole bytes", (carriers) => {
  const ignored = () => undefined;
  const connection = new FakePeerConnection({}) as unknown as RTCPeerConnection;
  const carrier = new Carrier(new FakeClock(), "c", connection, false, { say: ignored, opened: ignored, drained: ignored, received: ignored, closed: ignored });
  carrier.highWaterBytes = 1_048_576 / carriers;
  expect(Number.isInteger(carrier.pieceBytes)).toBe(true);
  expect(carrier.pieceBytes).toBeGreaterThanOrEqual(MIN_PIECE_BYTES);
});

describe("the plan of carriers", () => {
  test("doubles them while they bring more", () => {
    const plan = new CarrierPlan();
    for (let second = 0; second < 16; second++) plan.interval(plan.count * 1_000, false, SHORT);
    expect(plan.count).toBe(16);
  });

  test("tries four times as many at once on a long way, until a try has brought nothing", () => {
    const plan = new CarrierPlan();
    const counts = [1, 1, 1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map((each) => {
      plan.interval(plan.count * each * 1_000, false, LONG);
      return plan.count;
    });
    expect(counts).toEqual([1, 4, 4, 4, 16, 16, 4, 4, 4, 4, 4, 8]);
  });

  test("goes back to what was as good", () => {
    const plan = new CarrierPlan();
    for (let second = 0; second < 6; second++) plan.interval(1_000, false, SHORT);
    expect(plan.count).toBe(1);
  });

  test("adds none while the way is full", () => {
    const plan = new CarrierPlan();
    for (let second = 0; second < 12; second++) plan.interval(plan.count * 1_000, true, SHORT);
    expect(plan.count).toBe(1);
  });
});
