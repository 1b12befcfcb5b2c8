import type { FileTransfer } from "@callbox/sdk";
import { afterEach, describe, expect, test } from "vitest";
import { language } from "../i18n/language.ts";
import { groupsOf } from "./groups.ts";
import { newsOf } from "./news.ts";
import { percentOf, progressText } from "./progress.ts";
import { shortName } from "./shortName.ts";
import { isMoving } from "./states.ts";
import { type Circumstances, statusOf } from "./status.ts";

afterEach(() => {
  language.value = "en";
});

const lin = { id: "u_lin", name: "林小雨" };
const tom = { id: "u_tom", name: "Tom" };

const transfer = (changes: Partial<FileTransfer> = {}): FileTransfer => ({
  id: "f_1",
  direction: "incoming",
  with: lin,
  name: "plan.pdf",
  sizeBytes: 200_000_000,
  mediaType: "",
  preview: null,
  at: 1_000_000,
  state: "receiving",
  failure: null,
  pausedBy: { me: false, them: false },
  wantsFile: false,
  senderWantsFile: false,
  wantsPlace: false,
  waiting: false,
  doneBytes: 0,
  rate: null,
  secondsLeft: null,
  ...changes,
});

describe("progress", () => {
  test("says how much, how fast and how long, as each language does", () => {
    const moved = { doneBytes: 12_300_000, sizeBytes: 200_000_000, rate: 8_100_000, secondsLeft: 23.2 };
    expect(progressText(moved)).toBe("12.3 of 200 MB, 8.1 MB/s, 23 s left");
    language.value = "zh";
    expect(progressText(moved)).toBe("12.3 / 200 MB，8.1 MB/s，还剩 23 秒");
  });

  test("leaves out what nobody knows", () => {
    expect(progressText({ doneBytes: 0, sizeBytes: 812, rate: null, secondsLeft: null })).toBe("0 of 812 B");
  });

  test("is 100 per cent only when all is there", () => {
    expect(percentOf({ doneBytes: 9_999, sizeBytes: 10_000 })).toBe(99);
    expect(percentOf({ doneBytes: 10_000, sizeBytes: 10_000 })).toBe(100);
    expect(percentOf({ doneBytes: 0, sizeBytes: 0 })).toBe(100);
  });
});

describe("news", () => {
  const saved = transfer({ state: "saved" });

  test("is a file that this window has seen unsaved, once", () => {
    expect(newsOf([saved], [transfer()])).toEqual([{ kind: "saved", transfer: saved }]);
    expect(newsOf([saved], [saved])).toEqual([]);
  });

  test("is not what was saved before the page was loaded", () => {
    expect(newsOf([saved], [])).toEqual([]);
  });

  test("is an offer to us, not one of ours", () => {
    const offer = transfer({ state: "offered" });
    expect(newsOf([offer], [])).toEqual([{ kind: "offered", transfer: offer }]);
    expect(newsOf([{ ...offer, direction: "outgoing" }], [])).toEqual([]);
  });

  test("is a refusal by somebody else, not our own", () => {
    const before = [transfer({ state: "offered" })];
    expect(newsOf([transfer({ state: "declined" })], before)).toEqual([]);
    expect(newsOf([transfer({ state: "declined", direction: "outgoing" })], before)).toHaveLength(1);
  });
});

describe("the list", () => {
  const ids = (files: readonly FileTransfer[]) => groupsOf(files).map((group) => group.map(({ id }) => id).join("+"));
  const sent = (id: string, changes: Partial<FileTransfer> = {}) => transfer({ id, direction: "outgoing", ...changes });

  test("shows one file to several people together, in whichever order they were made", () => {
    expect(ids([sent("a", { with: lin }), sent("b", { name: "x", with: lin }), sent("c", { with: tom }), sent("d", { name: "x", with: tom })])).toEqual(["a+c", "b+d"]);
  });

  test("shows the same file twice when it was offered twice to one person", () => {
    expect(ids([sent("a"), sent("b")])).toEqual(["a", "b"]);
  });

  test("begins with what was offered last, and keeps the order of what was offered together", () => {
    expect(ids([transfer({ id: "a" }), transfer({ id: "b", at: 2_000_000, name: "b" }), transfer({ id: "c", at: 2_000_500, name: "c" })])).toEqual(["b", "c", "a"]);
  });
});

describe("the sentence", () => {
  const here: Circumstances = { inCall: true, straightWay: "place", straightChoice: null, mistaken: false, placed: false };

  test.each([
    [transfer({ doneBytes: 1 }), {}, null],
    [transfer(), {}, "files.starting"],
    [transfer({ waiting: true }), {}, "files.waiting"],
    [transfer({ waiting: true }), { inCall: false }, "files.waiting.nextCall"],
    [transfer({ state: "paused", pausedBy: { me: true, them: true } }), {}, "files.paused.both"],
    [transfer({ state: "paused", pausedBy: { me: false, them: true } }), {}, "files.paused.them"],
    [transfer({ state: "offered", wantsPlace: true }), { straightWay: null }, "files.noPlace"],
    [transfer({ state: "offered", wantsPlace: true }), {}, "files.wants.place"],
    [transfer({ state: "offered", wantsPlace: true }), { straightWay: "download" }, "files.wants.download"],
    [transfer({ state: "offered" }), { straightChoice: "place" }, "files.choice.place"],
    [transfer({ direction: "outgoing", state: "sending", wantsFile: true, waiting: true }), {}, "files.wantsFile"],
    [transfer({ direction: "outgoing", state: "sending", wantsFile: true }), { mistaken: true }, "files.otherFile"],
    [transfer({ senderWantsFile: true, waiting: true }), {}, "files.senderWantsFile"],
    [transfer({ state: "saved" }), { placed: true, inCall: false }, "files.saved.place"],
    [transfer({ state: "saved" }), { placed: true, straightWay: "download" }, "files.saved.download"],
    [transfer({ state: "failed", failure: "no-space" }), { inCall: false }, "files.failed.no-space.incoming"],
  ] as const)("%#: %o", (one, circumstances, expected) => {
    expect(statusOf(one, { ...here, ...circumstances })).toBe(expected);
  });
});

test("only what moves now is worth a question before the page is left", () => {
  expect(isMoving(transfer())).toBe(true);
  expect(isMoving(transfer({ waiting: true }))).toBe(false);
  expect(isMoving(transfer({ state: "paused" }))).toBe(false);
  expect(isMoving(transfer({ state: "saved" }))).toBe(false);
});

test("a long name keeps its end", () => {
  expect(shortName("plan.pdf")).toBe("plan.pdf");
  expect(shortName(`${"🙂".repeat(100)}.exe`)).toBe(`${"🙂".repeat(39)}…${"🙂".repeat(12)}.exe`);
});
