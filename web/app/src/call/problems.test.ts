import { expect, test } from "vitest";
import { mediaProblems } from "./problems.ts";

const fine = { on: true, error: null, device: null };
const screenShare = { on: false, error: null, supported: true };

test("camera and microphone with one error are one problem", () => {
  const denied = { ...fine, on: false, error: "denied" } as const;
  expect(mediaProblems({ camera: denied, microphone: denied, screenShare })).toEqual([{ kind: "both", code: "denied" }]);
});

test("different errors are told one by one", () => {
  expect(
    mediaProblems({
      camera: { ...fine, error: "in-use" },
      microphone: { ...fine, error: "not-found" },
      screenShare: { ...screenShare, error: "denied" },
    }),
  ).toEqual([
    { kind: "microphone", code: "not-found" },
    { kind: "camera", code: "in-use" },
    { kind: "screen", code: "denied" },
  ]);
});

test("there is no problem while everything is fine", () => {
  expect(mediaProblems({ camera: fine, microphone: fine, screenShare })).toEqual([]);
});
