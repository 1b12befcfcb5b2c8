import { expect, test } from "vitest";
import { OFFER_SDP } from "../testing/messages.ts";
import { withoutCandidates } from "./sdp.ts";
import { withStartBitrate } from "./startBitrate.ts";

test("takes the candidates out of a description and gives them with their place", () => {
  const { description, candidates } = withoutCandidates({ type: "offer", sdp: OFFER_SDP });
  expect(description.sdp).not.toContain("candidate:");
  expect(description.sdp.split("\r\n")).toHaveLength(OFFER_SDP.split("\r\n").length - 1);
  expect(candidates).toEqual([
    { candidate: "candidate:1 1 udp 1 198.51.100.7 9 typ host", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "callers" },
  ]);
});

test("knows the m-line and mid of each candidate, wherever its mid stands", () => {
  const sdp = ["v=0", "m=audio", "a=candidate:1", "a=mid:first", "m=video", "a=mid:second", "a=candidate:2", "a=end-of-candidates", ""].join("\r\n");
  const { description, candidates } = withoutCandidates({ type: "answer", sdp });
  expect(candidates.map(({ candidate, sdpMid, sdpMLineIndex }) => [candidate, sdpMid, sdpMLineIndex])).toEqual([
    ["candidate:1", "first", 0],
    ["candidate:2", "second", 1],
  ]);
  expect(description.sdp).not.toContain("end-of-candidates");
});

const VIDEO = ["m=video 9 UDP/TLS/RTP/SAVPF 96 97 98", "a=rtpmap:96 VP8/90000", "a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96", "a=rtpmap:98 VP9/90000", "a=fmtp:98 profile-id=0", ""].join("\r\n");

test("gives each picture codec a start bitrate, and no repair format", () => {
  const lines = withStartBitrate(VIDEO, 1_000).split("\r\n");
  expect(lines).toContain("a=fmtp:96 x-google-start-bitrate=1000");
  expect(lines).toContain("a=fmtp:98 profile-id=0;x-google-start-bitrate=1000");
  expect(lines).toContain("a=fmtp:97 apt=96");
  expect(lines).toHaveLength(VIDEO.split("\r\n").length + 1);
});

test("leaves a description without pictures as it is", () => {
  const audio = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1\r\n";
  expect(withStartBitrate(audio)).toBe(audio);
});
