import { describe, expect, test } from "vitest";
import { decodePeerMessage } from "../data/peerMessages.ts";
import { ChunkSet } from "./ChunkSet.ts";
import { Governor } from "./Governor.ts";
import { CarrierPlan } from "./CarrierPlan.ts";
import { decodeParcel, encodeParcel, idBytes } from "./Parcel.ts";
import { safeName } from "./safeName.ts";

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
    const parcel = decodeParcel(encodeParcel(idBytes(ID), 4_000_000_000, offset, digest, piece).buffer);
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

/** Sends what the governor lets go through a link, whose queue the probes wait in as well. */
function through(governor: Governor, linkBytesPerSecond: number, seconds: number, from: number): { readonly sent: number; readonly longestQueueMs: number } {
  let queue = 0;
  let sent = 0;
  let longestQueueMs = 0;
  for (let ms = 0; ms < seconds * 1_000; ms += 10) {
    const now = from + ms;
    queue = Math.max(0, queue - linkBytesPerSecond / 100);
    const allowed = Math.floor(governor.allowance(now));
    if (allowed > 0) {
      governor.spend(allowed);
      queue += allowed;
      sent += allowed;
    }
    const queueMs = (queue / linkBytesPerSecond) * 1_000;
    // What happens while it finds the link is not what it settles at.
    if (ms > 5_000) longestQueueMs = Math.max(longestQueueMs, queueMs);
    if (ms % 100 === 0) governor.trip(now, 20 + Math.round(queueMs));
  }
  return { sent, longestQueueMs };
}

describe("the governor", () => {
  test("keeps the queue of a narrow link short, and uses the link", () => {
    const { sent, longestQueueMs } = through(new Governor(0), 125_000, 30, 0);
    expect(longestQueueMs).toBeLessThan(200);
    expect(sent).toBeGreaterThan(0.6 * 30 * 125_000);
  });

  test("is out of the way on a free link after two seconds", () => {
    const governor = new Governor(0);
    through(governor, 1e9, 2, 0);
    expect(governor.rate).toBeGreaterThan(30_000_000);
  });

  test("one late probe is no queue", () => {
    const governor = new Governor(0);
    through(governor, 1e9, 2, 0);
    const { rate } = governor;
    governor.trip(2_000, 900);
    expect(governor.rate).toBeGreaterThanOrEqual(rate);
  });

  test("when nothing comes back it slows down", () => {
    const governor = new Governor(0);
    through(governor, 1e9, 2, 0);
    const { rate } = governor;
    governor.check(4_000);
    expect(governor.rate).toBeLessThan(rate);
    expect(governor.hears(4_000)).toBe(false);
  });
});

describe("the plan of carriers", () => {
  test("doubles them while they bring more", () => {
    const plan = new CarrierPlan();
    for (let second = 0; second < 12; second++) plan.interval(plan.count * 1_000, false);
    expect(plan.count).toBe(8);
  });

  test("goes back to what was as good", () => {
    const plan = new CarrierPlan();
    for (let second = 0; second < 6; second++) plan.interval(1_000, false);
    expect(plan.count).toBe(1);
  });

  test("adds none while the governor holds back", () => {
    const plan = new CarrierPlan();
    for (let second = 0; second < 12; second++) plan.interval(plan.count * 1_000, true);
    expect(plan.count).toBe(1);
  });
});
