import type { CallElsewhere, Direction, EndReason, MediaErrorCode } from "@callbox/sdk";
import { describe, expect, test } from "vitest";
import { en } from "./en.ts";
import { type CaptureKind, elsewhereSentence, endedSentence, errorSentence, historySentence, isMediaErrorCode, mediaSentence } from "./sentences.ts";

const reasons: readonly EndReason[] = ["hung-up", "declined", "busy", "no-answer", "cancelled", "unreachable", "answered-elsewhere", "lost", "failed", "replaced"];
const directions: readonly Direction[] = ["outgoing", "incoming", "link"];
const mediaCodes: readonly MediaErrorCode[] = ["denied", "not-found", "in-use", "over-constrained", "insecure-page", "unsupported", "aborted"];
const kinds: readonly CaptureKind[] = ["camera", "microphone", "both", "screen"];

describe("the end of a call", () => {
  test.each(reasons.flatMap((reason) => directions.map((direction) => [reason, direction] as const)))("%s has a sentence when %s", (reason, direction) => {
    expect(en[endedSentence(reason, direction)]).toBeTruthy();
  });

  test("a call that the caller gave up is a missed call for the callee", () => {
    expect(endedSentence("cancelled", "incoming")).toBe("ended.missed");
    expect(endedSentence("cancelled", "outgoing")).toBe("ended.cancelled");
  });

  test("says who declined", () => {
    expect(endedSentence("declined", "outgoing")).toBe("ended.declined.outgoing");
    expect(endedSentence("declined", "incoming")).toBe("ended.declined.incoming");
  });
});

describe("a call on another device", () => {
  const there: CallElsewhere = { id: "c_1", media: "video", link: null, with: [{ id: "u_bob", name: "Bob" }], answeredAt: 1, awaySince: null };
  test.each([
    ["goes on", there, null, false, "elsewhere.in-call"],
    ["rings there", { ...there, answeredAt: null }, null, false, "elsewhere.calling"],
    ["is one of a link", { ...there, link: "l_1", answeredAt: null }, null, false, "elsewhere.in-call"],
    ["has nobody else in it", { ...there, link: "l_1", with: [] }, null, false, "elsewhere.alone"],
    ["was here before", there, { id: "c_1", endReason: "replaced" }, false, "elsewhere.moved"],
    ["rang here as well", there, { id: "c_1", endReason: "answered-elsewhere" }, false, "ended.answered-elsewhere"],
    ["is another one than the last here", there, { id: "c_0", endReason: "replaced" }, false, "elsewhere.in-call"],
    ["is on a device that is out of reach", there, null, true, "elsewhere.away"],
  ] as const)("that %s", (_what, elsewhere, here, away, sentence) => {
    expect(elsewhereSentence(elsewhere, here, away)).toBe(sentence);
  });
});

describe("a call of the past", () => {
  test.each([
    [{ missed: true, direction: "incoming", answeredAt: null, reason: "cancelled" }, "history.missed"],
    [{ missed: false, direction: "outgoing", answeredAt: null, reason: "declined" }, "history.declined"],
    [{ missed: false, direction: "outgoing", answeredAt: null, reason: "no-answer" }, "history.no-answer"],
    [{ missed: false, direction: "outgoing", answeredAt: null, reason: "lost" }, "history.no-answer"],
    [{ missed: false, direction: "outgoing", answeredAt: 5, reason: "hung-up" }, "history.outgoing"],
    [{ missed: false, direction: "incoming", answeredAt: 5, reason: "lost" }, "history.incoming"],
    [{ missed: false, direction: "link", answeredAt: null, reason: "hung-up" }, "history.link"],
  ] as const)("%j is told as %s", (entry, sentence) => {
    expect(historySentence(entry)).toBe(sentence);
  });
});

describe("a media error", () => {
  test.each(mediaCodes.flatMap((code) => kinds.map((kind) => [code, kind] as const)))("%s of the %s has a sentence and a way out", (code, kind) => {
    const { what, how } = mediaSentence(code, kind);
    expect(en[what]).toBeTruthy();
    expect(en[how]).toBeTruthy();
  });

  test("cannot be tried again where trying cannot help", () => {
    expect(mediaSentence("insecure-page", "camera").way).toBe("https");
    expect(mediaSentence("unsupported", "camera").way).toBe("none");
    expect(mediaSentence("over-constrained", "camera").way).toBe("settings");
    expect(mediaSentence("denied", "camera").way).toBe("retry");
  });

  test("is told from every other code", () => {
    expect(mediaCodes.every(isMediaErrorCode)).toBe(true);
    expect(isMediaErrorCode("call-full")).toBe(false);
    expect(isMediaErrorCode("toString")).toBe(false);
  });
});

test.each(["user-not-found", "call-full", "link-not-found", "rate-limited", "name-invalid", "moved-elsewhere"] as const)("the code %s has a sentence of its own", (code) => {
  expect(errorSentence(code)).toBe(`error.${code}`);
});

test.each([
  ["session-lost", "error.offline"],
  ["secret-invalid", "error.identity-invalid"],
  ["not-in-call", "error.call-ended"],
] as const)("the code %s is told as %s", (code, sentence) => {
  expect(errorSentence(code)).toBe(sentence);
});

test("an unknown code is told in general words", () => {
  expect(errorSentence("something-new")).toBe("error.other");
});
