import { expect, test } from "vitest";
import { endTone, messageTone, ring, ringBack } from "./tones.ts";

test.each([
  ["ring", ring],
  ["ring-back", ringBack],
] as const)("the %s ends before it starts again", (_name, tone) => {
  for (const note of tone.notes) expect(note.at + note.length).toBeLessThan(tone.period ?? Infinity);
});

test("the end and a message sound once", () => {
  expect([endTone.period, messageTone.period]).toEqual([null, null]);
});

test("nothing is louder than half of what a speaker can do", () => {
  for (const note of [ring, ringBack, endTone, messageTone].flatMap((tone) => tone.notes)) expect(note.loudness).toBeLessThanOrEqual(0.5);
});
