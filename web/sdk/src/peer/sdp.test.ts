import { expect, test } from "vitest";
import { OFFER_SDP } from "../testing/messages.ts";
import { forBrowser, restartsIce, withoutCandidates } from "./sdp.ts";

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

test("knows an offer that restarts ICE from one that changes something else", () => {
  const again = OFFER_SDP.replace("a=mid:1", "a=mid:1\r\na=inactive");
  expect(restartsIce(again, OFFER_SDP)).toBe(false);
  expect(restartsIce(again.replaceAll("callers", "restart"), OFFER_SDP)).toBe(true);
});

test("the browser sees candidates of an ICE restart in networks of their own, in a description and alone", () => {
  const first = "candidate:1 1 udp 1686052607 198.51.100.7 36506 typ srflx generation 0 ufrag V157 network-id 1 network-cost 10";
  const restarted = "candidate:1 1 udp 1686052607 198.51.100.7 36506 typ srflx generation 2 ufrag V157 network-id 3 network-cost 10";
  const elsewhere = "candidate:1 1 udp 1686052607 198.51.100.7 36506 typ srflx";
  expect(forBrowser(first)).toBe(first);
  const strange = restarted.replace("network-id 3", "network-id 300");
  expect(forBrowser(strange)).toBe(strange);
  expect(forBrowser(restarted)).toBe(restarted.replace("network-id 3", "network-id 203"));
  expect(forBrowser([elsewhere, restarted, first, ""].join("\r\n"))).toBe([elsewhere, restarted.replace("network-id 3", "network-id 203"), first, ""].join("\r\n"));
});

test.each([
  ["a host candidate", "candidate:1 1 udp 2122260223 198.51.100.7 36506 typ host generation 0", "candidate:1 1 udp 1837047551 198.51.100.7 36506 typ host generation 0"],
  ["one of Firefox", "candidate:0 1 UDP 2122252543 fe80::1 36506 typ host", "candidate:0 1 UDP 1837039871 fe80::1 36506 typ host"],
  ["one with a name", "candidate:0 1 udp 2122252543 6ab2-x.local 36506 typ host", "candidate:0 1 udp 1837039871 6ab2-x.local 36506 typ host"],
])("the browser sees %s under a peer-reflexive one of any network, and over a server-reflexive one", (_, candidate, seen) => {
  expect(forBrowser(`v=0\r\na=${candidate}\r\n`)).toBe(`v=0\r\na=${seen}\r\n`);
  const priority = Number(seen.split(" ")[3]);
  expect(priority).toBeLessThan(110 * 2 ** 24);
  expect(priority).toBeGreaterThan(101 * 2 ** 24);
});

test.each(["candidate:1 1 udp 58663423 198.51.100.7 60096 typ relay raddr 192.0.2.1 rport 1", "candidate:1 1 tcp 1518280447 198.51.100.7 9 typ host tcptype active", "candidate:1 1 udp 99 198.51.100.7 9 typ host"])(
  "the browser sees %s as it is",
  (candidate) => {
    expect(forBrowser(candidate)).toBe(candidate);
  },
);
