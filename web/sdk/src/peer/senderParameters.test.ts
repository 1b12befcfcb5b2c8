import { expect, test } from "vitest";
import { maxBitrate, tuned } from "./senderParameters.ts";

const parameters = (): RTCRtpSendParameters => ({ encodings: [{}] }) as unknown as RTCRtpSendParameters;

test("a mesh of six uploads no more than a usual uplink carries", () => {
  expect(maxBitrate("camera", 1)).toBe(2_500_000);
  expect(5 * maxBitrate("camera", 5)).toBeLessThanOrEqual(3_600_000);
});

test("sound goes first", () => {
  const priorities = (["microphone", "screen", "camera"] as const).map(
    (kind) => tuned(parameters(), kind, { links: 1, starting: false }).encodings[0]?.priority,
  );
  expect(priorities).toEqual(["high", "medium", "low"]);
});

test("a camera keeps its size at the start and its smoothness afterwards; a screen always its size", () => {
  const preference = (kind: "camera" | "screen", starting: boolean) =>
    tuned(parameters(), kind, { links: 1, starting }).degradationPreference;
  expect([preference("camera", true), preference("camera", false)]).toEqual(["maintain-resolution", "maintain-framerate"]);
  expect([preference("screen", true), preference("screen", false)]).toEqual(["maintain-resolution", "maintain-resolution"]);
});
