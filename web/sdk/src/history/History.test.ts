import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "../api.ts";
import type { Ask } from "../signaling/Session.ts";
import { FakeClock, settled } from "../testing/FakeClock.ts";
import type { HistorySnapshot } from "./History.ts";
import { History } from "./History.ts";

const entry = (call: string, createdAt: number): HistoryEntry => ({
  call,
  media: "audio",
  direction: "incoming",
  with: [{ id: "u_bob", name: "Bob" }],
  createdAt,
  answeredAt: null,
  endedAt: createdAt + 10,
  reason: "no-answer",
  missed: true,
});

const PAGES: Readonly<Record<string, { entries: readonly HistoryEntry[]; next: string | null }>> = {
  first: { entries: [entry("c_3", 3_000), entry("c_2", 2_000)], next: "second" },
  second: { entries: [entry("c_1", 1_000)], next: null },
};

function opened() {
  const asked: string[] = [];
  let latest: HistorySnapshot = { history: [], historyHasMore: false, missed: 0 };
  const ask = (async (type: string, { before = "first" }: { before?: string }) => {
    asked.push(type === "history.list" ? before : type);
    return PAGES[before];
  }) as unknown as Ask;
  const clock = new FakeClock();
  const history = new History(clock, ask, (time) => time - 500, (snapshot) => (latest = snapshot));
  return { history, clock, asked, snapshot: () => latest, calls: () => latest.history.map(({ call }) => call) };
}

async function begun(history: History, missed: number): Promise<void> {
  history.begin(missed, { inCall: false });
  await settled();
}

test("is loaded page by page, newest first, in our time", async () => {
  const { history, snapshot, calls } = opened();
  await begun(history, 2);
  expect(calls()).toEqual(["c_3", "c_2"]);
  expect(snapshot()).toMatchObject({ historyHasMore: true, missed: 2 });
  expect(snapshot().history[0]).toMatchObject({ createdAt: 2_500, endedAt: 2_510, answeredAt: null });
  await history.loadMore();
  expect(calls()).toEqual(["c_3", "c_2", "c_1"]);
  expect(snapshot().historyHasMore).toBe(false);
});

test("at the end nothing more is asked for", async () => {
  const { history, asked } = opened();
  await begun(history, 0);
  await history.loadMore();
  await history.loadMore();
  expect(asked).toEqual(["first", "second"]);
});

test("a call that has just ended is on top, once", async () => {
  const { history, calls, snapshot } = opened();
  await begun(history, 0);
  history.added(entry("c_4", 4_000), 1);
  history.added(entry("c_4", 4_000), 1);
  expect(calls()).toEqual(["c_4", "c_3", "c_2"]);
  expect(snapshot().missed).toBe(1);
});

test("a new session begins with the first page again", async () => {
  const { history, calls } = opened();
  await begun(history, 0);
  await history.loadMore();
  await begun(history, 0);
  expect(calls()).toEqual(["c_3", "c_2"]);
});

test("seen missed calls are told once", async () => {
  const { history, asked, snapshot } = opened();
  await begun(history, 2);
  await history.markSeen();
  await history.markSeen();
  expect(asked).toEqual(["first", "history.seen"]);
  expect(snapshot().missed).toBe(0);
});

test("is cut to its first page when calls have made it long", async () => {
  const { history, asked, calls, snapshot } = opened();
  await begun(history, 0);
  for (let i = 0; i < 99; i++) history.added(entry(`c_new${i}`, 5_000 + i), 0);
  await Promise.resolve();
  await Promise.resolve();
  expect(asked).toEqual(["first", "first"]);
  expect(calls()).toEqual(["c_3", "c_2"]);
  expect(snapshot().historyHasMore).toBe(true);
});

describe("in a call", () => {
  test("is loaded a little later", async () => {
    const { history, clock, asked, calls } = opened();
    history.begin(0, { inCall: true });
    await clock.advance(2_999);
    expect(asked).toEqual([]);
    await clock.advance(1);
    expect([asked, calls()]).toEqual([["first"], ["c_3", "c_2"]]);
  });

  test("is not loaded again where somebody has asked for it by then", async () => {
    const { history, clock, asked } = opened();
    history.begin(0, { inCall: true });
    await history.loadMore();
    await clock.advance(3_000);
    expect(asked).toEqual(["first"]);
  });

  test("is loaded once however many sessions begin, and not at all after the end", async () => {
    const { history, clock, asked } = opened();
    history.begin(0, { inCall: true });
    history.begin(0, { inCall: true });
    await clock.advance(3_000);
    history.begin(0, { inCall: true });
    history.stop();
    await clock.advance(3_000);
    expect(asked).toEqual(["first"]);
  });
});
