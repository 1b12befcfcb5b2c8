import { expect, test } from "vitest";
import { type CodecChoice, chooseCodec } from "./pictureCodecs.ts";

const codec = (name: string, sdpFmtpLine = ""): RTCRtpCodec => ({ mimeType: `video/${name}`, clockRate: 90_000, sdpFmtpLine });
const VP8 = codec("VP8");
const VP9 = codec("VP9");
const H264 = codec("H264", "packetization-mode=1");
const AV1 = codec("AV1");
const MORE = [codec("rtx"), codec("H264", "packetization-mode=0"), codec("VP9", "profile-id=2"), codec("red"), codec("ulpfec")];

function chosen(codecs: readonly RTCRtpCodec[], choice: CodecChoice, usual: RTCRtpCodec | undefined): RTCRtpCodec | undefined {
  const parameters = { encodings: [{}], codecs } as unknown as RTCRtpSendParameters;
  chooseCodec(parameters, choice, usual);
  return (parameters.encodings[0] as { codec?: RTCRtpCodec }).codec;
}

test.each([
  ["those without error correction", [VP8, H264, AV1, VP9, ...MORE], VP8, [VP8, H264, AV1]],
  ["the same when one of them is listed first, since it was chosen", [AV1, VP8, H264, VP9, ...MORE], VP8, [VP8, H264, AV1]],
  ["what there is beside the usual one", [H264, VP8, ...MORE], H264, [H264, codec("VP9", "profile-id=2"), VP8]],
  ["the usual one, where there is one other only", [VP8, VP9], VP8, [VP8, VP9, VP8]],
  ["none where there is no other", [VP8], VP8, [undefined, undefined, undefined]],
] as const)("the others are %s", (_, codecs, usual, choices) => {
  expect(([0, 1, 2] as const).map((choice) => chosen(codecs, choice, usual))).toEqual(choices);
});

test("none is chosen before another one has been", () => {
  expect(chosen([VP8, VP9], 0, undefined)).toBeUndefined();
});
