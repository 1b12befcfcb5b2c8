import type { LinkStats } from "../api.ts";

/** One RTCStatsReport's entries. TypeScript's DOM knows few of the dictionaries of webrtc-stats, so fields are read by name. */
export type StatsEntries = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

type Entry = Readonly<Record<string, unknown>>;

/** A pair that is in use is checked so often (Chromium); pictures are reported on once a second. */
const CHECK_MS = 2_500;

const numberOf = (entry: Entry | undefined, field: string): number | null => {
  const value = entry?.[field];
  return typeof value === "number" ? value : null;
};

const textOf = (entry: Entry | undefined, field: string): string | null => {
  const value = entry?.[field];
  return typeof value === "string" ? value : null;
};

const sum = (entries: readonly Entry[], field: string): number =>
  entries.reduce((total, entry) => total + (numberOf(entry, field) ?? 0), 0);

function select(entries: StatsEntries, type: string, where: (entry: Entry) => boolean = () => true): readonly Entry[] {
  return [...entries.values()].filter((entry) => entry["type"] === type && where(entry));
}

/** Of several pictures (camera and screen) the larger one that moves. */
function mainVideo(entries: readonly Entry[]): Entry | undefined {
  const area = (entry: Entry): number => (numberOf(entry, "frameWidth") ?? 0) * (numberOf(entry, "frameHeight") ?? 0);
  const moving = entries.filter((entry) => (numberOf(entry, "framesPerSecond") ?? 0) > 0);
  return [...(moving.length > 0 ? moving : entries)].sort((a, b) => area(b) - area(a))[0];
}

function selectedPair(entries: StatsEntries): Entry | undefined {
  const transport = select(entries, "transport", (entry) => textOf(entry, "selectedCandidatePairId") !== null)[0];
  const byTransport = entries.get(textOf(transport, "selectedCandidatePairId") ?? "");
  // Firefox marks the pair itself.
  return byTransport ?? select(entries, "candidate-pair", (entry) => entry["selected"] === true)[0]
    ?? select(entries, "candidate-pair", (entry) => entry["nominated"] === true && entry["state"] === "succeeded")[0];
}

/**
 * What this side can know of the way. Behind a relay with NAT the own relayed candidate is known as its peer saw it (`prflx`, RFC 8445, section 7.2.5.3.1);
 * only its `relayProtocol` tells then that a relay is in between. How the other side reaches a relay of its own is not known here.
 */
function route(entries: StatsEntries, pair: Entry | undefined): LinkStats["route"] {
  const local = entries.get(textOf(pair, "localCandidateId") ?? "");
  const remote = entries.get(textOf(pair, "remoteCandidateId") ?? "");
  if (local === undefined || remote === undefined) return null;
  const relayProtocol = textOf(local, "relayProtocol");
  const type = textOf(local, "candidateType") ?? "unknown";
  return {
    local: type === "prflx" && relayProtocol !== null ? "relay" : type,
    remote: textOf(remote, "candidateType") ?? "unknown",
    protocol: textOf(local, "protocol") ?? "unknown",
    relayProtocol,
  };
}

/** In seconds: of the newest report of the other side, unless a check of the pair may be newer. */
function roundTripTime(pair: Entry | undefined, reports: readonly Entry[]): number | null {
  const time = (entry: Entry | undefined): number => numberOf(entry, "timestamp") ?? 0;
  const newest = reports.filter((report) => numberOf(report, "roundTripTime") !== null).sort((a, b) => time(b) - time(a))[0];
  const ofPair = numberOf(pair, "currentRoundTripTime");
  const isFresh = newest !== undefined && time(pair) - time(newest) < CHECK_MS;
  return ofPair === null || isFresh ? numberOf(newest, "roundTripTime") : ofPair;
}

const codec = (entries: StatsEntries, rtp: Entry | undefined): string | null =>
  textOf(entries.get(textOf(rtp, "codecId") ?? ""), "mimeType")?.replace(/^(audio|video)\//, "") ?? null;

interface Totals {
  readonly time: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly samples: number;
  readonly samplesMadeUp: number;
  /** Of everything on the connection, RTCP and data channels as well. */
  readonly bytesComing: number;
}

function totals(entries: StatsEntries, time: number): Totals {
  const received = select(entries, "inbound-rtp");
  const sound = received.filter((entry) => entry["kind"] === "audio");
  return {
    time,
    bytesSent: sum(select(entries, "outbound-rtp"), "bytesSent"),
    bytesReceived: sum(received, "bytesReceived"),
    packetsReceived: sum(received, "packetsReceived"),
    packetsLost: sum(received, "packetsLost"),
    samples: sum(sound, "totalSamplesReceived"),
    samplesMadeUp: sum(sound, "concealedSamples"),
    bytesComing: sum(select(entries, "transport"), "bytesReceived"),
  };
}

/** Counters begin again with a new RTCPeerConnection; a negative difference says nothing. */
const difference = (now: number, before: number): number | null => (now >= before ? now - before : null);

function rate(bytes: number | null, seconds: number): number | null {
  return bytes === null || seconds <= 0 ? null : Math.round((bytes * 8) / seconds);
}

/** Reads one report; rates come from what changed since the `before` of the last reading. `heard`: something has come since then. */
export function readStats(
  user: string,
  entries: StatsEntries,
  time: number,
  before: Totals | null,
): { readonly stats: LinkStats; readonly totals: Totals; readonly heard: boolean } {
  const now = totals(entries, time);
  const seconds = before === null ? 0 : (time - before.time) / 1000;
  const lost = before && difference(now.packetsLost, before.packetsLost);
  const received = before && difference(now.packetsReceived, before.packetsReceived);
  const samples = before && difference(now.samples, before.samples);
  const madeUp = before && difference(now.samplesMadeUp, before.samplesMadeUp);
  const videoIn = mainVideo(select(entries, "inbound-rtp", (entry) => entry["kind"] === "video"));
  const audioIn = select(entries, "inbound-rtp", (entry) => entry["kind"] === "audio")[0];
  const videoOut = mainVideo(select(entries, "outbound-rtp", (entry) => entry["kind"] === "video"));
  const reports = select(entries, "remote-inbound-rtp");
  const pair = selectedPair(entries);
  const roundTrip = roundTripTime(pair, reports);
  const jitter = numberOf(videoIn ?? audioIn, "jitter");
  const fractions = reports.flatMap((report) => numberOf(report, "fractionLost") ?? []);
  const stats: LinkStats = {
    user,
    time,
    sendBitrate: rate(before && difference(now.bytesSent, before.bytesSent), seconds),
    receiveBitrate: rate(before && difference(now.bytesReceived, before.bytesReceived), seconds),
    receiveLoss: lost === null || received === null || lost + received === 0 ? null : lost / (lost + received),
    sendLoss: fractions.length === 0 ? null : Math.max(...fractions),
    roundTripMs: roundTrip === null ? null : Math.round(roundTrip * 1000),
    jitterMs: jitter === null ? null : Math.round(jitter * 1000),
    soundMadeUp: samples === null || madeUp === null || samples === 0 ? null : madeUp / samples,
    audioLevel: numberOf(audioIn, "audioLevel"),
    framesDecoded: numberOf(videoIn, "framesDecoded"),
    framesPerSecond: numberOf(videoIn, "framesPerSecond"),
    width: numberOf(videoIn, "frameWidth"),
    height: numberOf(videoIn, "frameHeight"),
    sentWidth: numberOf(videoOut, "frameWidth"),
    sentHeight: numberOf(videoOut, "frameHeight"),
    videoCodec: codec(entries, videoIn ?? videoOut),
    audioCodec: codec(entries, audioIn),
    route: route(entries, pair),
    availableSendBitrate: numberOf(pair, "availableOutgoingBitrate"),
  };
  return { stats, totals: now, heard: before !== null && now.bytesComing > before.bytesComing };
}

export type { Totals };
