import { expect, test } from "vitest";
import { maxBitrate, type Tuning, tuned } from "./senderParameters.ts";

const parameters = (): RTCRtpSendParameters => ({ encodings: [{}], codecs: [] }) as unknown as RTCRtpSendParameters;

const USUAL: Tuning = { links: 1, starting: false, fit: "full", resting: false, codec: 0, cameraSide: 1280 };

test("a mesh of six uploads no more than a usual uplink carries", () => {
  expect(maxBitrate("camera", { links: 1, fit: "full" })).toBe(2_500_000);
  expect(5 * maxBitrate("camera", { links: 5, fit: "full" })).toBeLessThanOrEqual(3_600_000);
});

test("sound goes first", () => {
  const priorities = (["microphone", "screen", "camera"] as const).map(
    (kind) => tuned(parameters(), kind, USUAL).encodings[0]?.priority,
  );
  expect(priorities).toEqual(["high", "medium", "low"]);
});

test("a camera keeps its size at the start and its smoothness afterwards; a screen always its size", () => {
  const preference = (kind: "camera" | "screen", starting: boolean) =>
    tuned(parameters(), kind, { ...USUAL, starting }).degradationPreference;
  expect([preference("camera", true), preference("camera", false)]).toEqual(["maintain-resolution", "maintain-framerate"]);
  expect([preference("screen", true), preference("screen", false)]).toEqual(["maintain-resolution", "maintain-resolution"]);
});

test.each([
  ["full", 1, true, 48_000],
  ["medium", 2, true, 48_000],
  ["small", 4, true, 24_000],
  ["tiny", 8, true, 16_000],
  ["none", 8, false, 24_000],
] as const)("of a link with room for %s", (fit, scale, active, sound) => {
  const [camera, screen, microphone] = (["camera", "screen", "microphone"] as const).map((kind) => tuned(parameters(), kind, { ...USUAL, fit }).encodings[0]);
  expect(camera).toMatchObject({ scaleResolutionDownBy: scale, active });
  expect(screen).toMatchObject({ active });
  expect(screen).not.toHaveProperty("scaleResolutionDownBy");
  expect(microphone).toMatchObject({ maxBitrate: sound });
  expect(microphone).not.toHaveProperty("active");
});

test("the smallest picture has few frames and few bits, and the next one all again", () => {
  const camera = parameters();
  expect(tuned(camera, "camera", { ...USUAL, fit: "tiny" }).encodings[0]).toMatchObject({ maxFramerate: 8, maxBitrate: 20_000 });
  expect(tuned(camera, "camera", { ...USUAL, fit: "small" }).encodings[0]).toMatchObject({ maxBitrate: 2_500_000 });
  expect(camera.encodings[0]).not.toHaveProperty("maxFramerate");
});

test("a picture is never made larger", () => {
  expect(tuned(parameters(), "camera", { ...USUAL, fit: "medium", cameraSide: 160 }).encodings[0]?.scaleResolutionDownBy).toBe(1);
});
