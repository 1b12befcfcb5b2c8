import { expect, test } from "vitest";
import { maxBitrate, type Tuning, tuned } from "./senderParameters.ts";

const codec = (mimeType: string): RTCRtpCodec => ({ mimeType, clockRate: 90_000 });
const parameters = (...codecs: readonly RTCRtpCodec[]): RTCRtpSendParameters => ({ encodings: [{}], codecs }) as unknown as RTCRtpSendParameters;

const USUAL: Tuning = { links: 1, starting: false, fit: "full", resting: false, codec: "usual", cameraSide: 1280 };

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

const VP8 = codec("video/VP8");
const VP9 = codec("video/VP9");

const codecOf = (camera: RTCRtpSendParameters, kind: "camera" | "screen", codec: Tuning["codec"]) =>
  (tuned(camera, kind, { ...USUAL, codec }).encodings[0] as { codec?: RTCRtpCodec }).codec;

test.each([
  ["VP9 beside VP8", [VP8, codec("video/rtx"), codec("video/H264"), VP9], VP9],
  ["VP8 beside VP9", [VP9, VP8], VP8],
  ["VP8 beside another one, without VP9", [codec("video/H264"), VP8], VP8],
  ["none where there is no other", [VP8, codec("video/H264")], undefined],
  ["none where none is known", [], undefined],
])("another codec than the usual one is %s", (_, codecs, other) => {
  for (const kind of ["camera", "screen"] as const) {
    const sent = parameters(...codecs);
    expect((["usual", "other", "other", "usual"] as const).map((each) => codecOf(sent, kind, each))).toEqual([undefined, other, other, undefined]);
  }
});

test("a codec that was chosen stays, although the browser lists it first from then on", () => {
  const camera = parameters(VP8, VP9);
  codecOf(camera, "camera", "other");
  camera.codecs.reverse();
  expect(codecOf(camera, "camera", "other")).toBe(VP9);
});

test("a picture is never made larger", () => {
  expect(tuned(parameters(), "camera", { ...USUAL, fit: "medium", cameraSide: 160 }).encodings[0]?.scaleResolutionDownBy).toBe(1);
});
