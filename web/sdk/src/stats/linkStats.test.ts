import { expect, test } from "vitest";
import type { StatsEntries } from "./linkStats.ts";
import { readStats } from "./linkStats.ts";

const report = (entries: Record<string, object>): StatsEntries => new Map(Object.entries(entries)) as unknown as StatsEntries;

const second = (n: number): StatsEntries =>
  report({
    audio: { type: "inbound-rtp", kind: "audio", bytesReceived: 4_000 * n, packetsReceived: 50 * n, packetsLost: 0, audioLevel: 0.3, totalSamplesReceived: 48_000 * n, concealedSamples: 4_800 * n, jitter: 0.004, codecId: "opus" },
    camera: { type: "inbound-rtp", kind: "video", bytesReceived: 121_000 * n, packetsReceived: 40 * n, packetsLost: 10 * n, framesDecoded: 30 * n, framesPerSecond: 30, frameWidth: 1280, frameHeight: 720, jitter: 0.012, codecId: "vp8" },
    screen: { type: "inbound-rtp", kind: "video", bytesReceived: 0, packetsReceived: 0, packetsLost: 0 },
    out: { type: "outbound-rtp", kind: "video", bytesSent: 250_000 * n, frameWidth: 640, frameHeight: 360, framesPerSecond: 20 },
    seen: { type: "remote-inbound-rtp", kind: "video", fractionLost: 0.05, roundTripTime: 0.042, timestamp: 1_000 * n },
    opus: { type: "codec", mimeType: "audio/opus" },
    vp8: { type: "codec", mimeType: "video/VP8" },
    transport: { type: "transport", selectedCandidatePairId: "pair" },
    pair: { type: "candidate-pair", localCandidateId: "mine", remoteCandidateId: "theirs", currentRoundTripTime: 0.05, availableOutgoingBitrate: 2_000_000, timestamp: 1_000 * n },
    mine: { type: "local-candidate", candidateType: "relay", protocol: "udp", relayProtocol: "tls" },
    theirs: { type: "remote-candidate", candidateType: "srflx", protocol: "udp" },
  });

test("rates are what came since the last reading", () => {
  const first = readStats("u_bob", second(1), 1_000, null);
  expect(first.stats).toMatchObject({ receiveBitrate: null, sendBitrate: null, receiveLoss: null });
  const { stats } = readStats("u_bob", second(2), 2_000, first.totals);
  expect(stats).toMatchObject({ receiveBitrate: 1_000_000, sendBitrate: 2_000_000, receiveLoss: 0.1, soundMadeUp: 0.1 });
});

test("says what is seen, by which codec and on which route", () => {
  const { stats } = readStats("u_bob", second(1), 1_000, null);
  expect(stats).toMatchObject({
    user: "u_bob",
    time: 1_000,
    roundTripMs: 42,
    jitterMs: 12,
    sendLoss: 0.05,
    audioLevel: 0.3,
    framesDecoded: 30,
    framesPerSecond: 30,
    width: 1280,
    height: 720,
    sentWidth: 640,
    sentHeight: 360,
    videoCodec: "VP8",
    audioCodec: "opus",
    route: { local: "relay", remote: "srflx", protocol: "udp", relayProtocol: "tls" },
    availableSendBitrate: 2_000_000,
  });
});

test.each([
  ["a report that is newer than the last check of the pair can be", { timestamp: 98_000, roundTripTime: 0.2 }, 200],
  ["a check, where the report is old", { timestamp: 97_000, roundTripTime: 0.2 }, 42],
  ["a check, where the report has no round trip", { timestamp: 99_900 }, 42],
])("the round trip is that of %s", (_, seen, roundTripMs) => {
  const entries = report({
    sound: { type: "remote-inbound-rtp", kind: "audio", timestamp: 90_000, roundTripTime: 0.5 },
    seen: { type: "remote-inbound-rtp", kind: "video", ...seen },
    transport: { type: "transport", selectedCandidatePairId: "pair" },
    pair: { type: "candidate-pair", timestamp: 100_000, currentRoundTripTime: 0.042 },
  });
  expect(readStats("u_bob", entries, 100_000, null).stats.roundTripMs).toBe(roundTripMs);
});

test("the round trip is that of a report where the pair has none", () => {
  const entries = report({ seen: { type: "remote-inbound-rtp", kind: "video", timestamp: 9_000, roundTripTime: 0.2 } });
  expect(readStats("u_bob", entries, 100_000, null).stats.roundTripMs).toBe(200);
});

test("counters that begin again say nothing rather than something negative", () => {
  const { totals } = readStats("u_bob", second(5), 5_000, null);
  expect(readStats("u_bob", second(1), 6_000, totals).stats).toMatchObject({ receiveBitrate: null, receiveLoss: null });
});

test("the selected pair is found where the browser marks the pair itself", () => {
  const firefox = report({
    pair: { type: "candidate-pair", selected: true, nominated: true, state: "succeeded", localCandidateId: "a", remoteCandidateId: "b" },
    a: { type: "local-candidate", candidateType: "host", protocol: "udp" },
    b: { type: "remote-candidate", candidateType: "host", protocol: "udp" },
  });
  expect(readStats("u_bob", firefox, 1, null).stats.route).toMatchObject({ local: "host", remote: "host", relayProtocol: null });
});

/** One report with a selected pair of these candidates. */
const routed = (local: object, remote: object): StatsEntries =>
  report({
    transport: { type: "transport", selectedCandidatePairId: "pair" },
    pair: { type: "candidate-pair", localCandidateId: "mine", remoteCandidateId: "theirs" },
    mine: { type: "local-candidate", protocol: "udp", ...local },
    theirs: { type: "remote-candidate", protocol: "udp", ...remote },
  });

test.each([
  ["a relay of the other side is at the other side, reached nobody here knows how", { candidateType: "srflx" }, { candidateType: "relay" }, { local: "srflx", remote: "relay", relayProtocol: null }],
  ["a relay at each side is at each side", { candidateType: "relay", relayProtocol: "tcp" }, { candidateType: "relay" }, { local: "relay", remote: "relay", relayProtocol: "tcp" }],
  ["an own relay that the other side sees under another address is a relay", { candidateType: "prflx", relayProtocol: "udp" }, { candidateType: "host" }, { local: "relay", remote: "host", relayProtocol: "udp" }],
  ["an own address that only the other side saw is no relay", { candidateType: "prflx" }, { candidateType: "prflx" }, { local: "prflx", remote: "prflx", relayProtocol: null }],
])("%s", (_, local, remote, expected) => {
  expect(readStats("u_bob", routed(local, remote), 1, null).stats.route).toEqual({ ...expected, protocol: "udp" });
});

test("an empty report is all unknown", () => {
  const { stats } = readStats("u_bob", new Map(), 1, null);
  const { user, time, ...rest } = stats;
  expect([user, time]).toEqual(["u_bob", 1]);
  expect(Object.values(rest).every((value) => value === null)).toBe(true);
});
