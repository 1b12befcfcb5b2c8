import type { Rtc } from "../environment/Environment.ts";
import type { Received } from "./FloodWatch.ts";
import type { CodecChoice } from "./pictureCodecs.ts";
import type { Fit } from "./pictureSizes.ts";
import type { SenderKind, Tuning } from "./senderParameters.ts";
import { tuned } from "./senderParameters.ts";

/** What this device sends: null for what is off. */
export interface LocalTracks {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
  readonly screen: MediaStreamTrack | null;
}

export const NO_TRACKS: LocalTracks = { microphone: null, camera: null, screen: null };

/** The m-lines of every connection, in this order, both ways, for ever: a track comes and goes by `replaceTrack`. */
const M_LINES: readonly { readonly kind: SenderKind; readonly type: "audio" | "video" }[] = [
  { kind: "microphone", type: "audio" },
  { kind: "camera", type: "video" },
  { kind: "screen", type: "video" },
];

/** Once for a description of either side that is applied meanwhile, and once to spare. */
const TUNING_ATTEMPTS = 3;

/**
 * A description that is applied between `getParameters` and `setParameters` gives the encodings their SSRCs, and what was read
 * before is refused (InvalidModificationError): it is read anew. A closed connection refuses for ever, and that is no loss.
 */
async function tune(sender: RTCRtpSender, kind: SenderKind, tuning: Tuning, keyFrame: boolean, usualCodecs: Map<SenderKind, RTCRtpCodec>): Promise<void> {
  for (let attempt = 0; attempt < TUNING_ATTEMPTS; attempt++) {
    try {
      const before = sender.getParameters();
      const [first] = before.codecs;
      if (tuning.codec !== 0 && first !== undefined && !usualCodecs.has(kind)) usualCodecs.set(kind, first);
      const parameters = tuned(before, kind, tuning, usualCodecs.get(kind));
      const encodingOptions = keyFrame ? parameters.encodings.map(() => ({ keyFrame })) : [];
      await sender.setParameters(parameters, { encodingOptions });
      return;
    } catch {
      // Tried again above, or given up.
    }
  }
}

const otherThan = (codec: CodecChoice): CodecChoice => (codec === 1 ? 2 : 1);

/** The senders and receivers of one RTCPeerConnection. */
export class LinkMedia {
  /** Microphone and camera share a stream, so that the other side plays them in step. */
  readonly #main: MediaStream;
  readonly #screenShare: MediaStream;
  #transceivers: readonly RTCRtpTransceiver[] = [];
  #tracks: LocalTracks = NO_TRACKS;
  #links = 1;
  #starting = true;
  #fit: Fit = "full";
  #resting = false;
  #codec: CodecChoice = 0;
  /** What each sender used before another codec was chosen. */
  readonly #usualCodecs = new Map<SenderKind, RTCRtpCodec>();
  #tuning: Promise<void> = Promise.resolve();
  #tunedFor: string | null = null;
  /** What the other side sends: microphone and camera; null until the m-lines are there. */
  stream: MediaStream | null = null;
  screen: MediaStream | null = null;

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly rtc: Rtc,
  ) {
    this.#main = rtc.createStream([]);
    this.#screenShare = rtc.createStream([]);
  }

  /** How loud the last sound of the other side is that was played (RTCRtpContributingSource, audioLevel); 0 before the first. */
  get voiceLevel(): number {
    const [microphone] = this.#transceivers;
    return microphone?.receiver.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  /** What has come on this connection so far; null where nobody knows. */
  async received(): Promise<Received | null> {
    // A connection that closes meanwhile rejects.
    const report = await this.#transceivers[0]?.receiver.getStats().catch(() => null);
    const entries = [...(report?.values() ?? [])];
    const soundPackets: unknown = entries.find(({ type }) => type === "inbound-rtp")?.packetsReceived;
    const bytes: unknown = entries.find(({ type }) => type === "transport")?.bytesReceived;
    return typeof soundPackets === "number" && typeof bytes === "number" ? { soundPackets, bytes } : null;
  }

  /** The offerer's side. */
  addTransceivers(): void {
    const transceivers = M_LINES.map(({ kind, type }) =>
      this.connection.addTransceiver(type, { direction: "sendrecv", streams: [this.#streamOf(kind)] }),
    );
    this.#ready(transceivers);
  }

  /** The answerer's side: the first offer has made the transceivers, which would only receive. */
  adoptTransceivers(): void {
    const transceivers = this.connection.getTransceivers().slice(0, M_LINES.length);
    if (this.#transceivers.length > 0 || transceivers.length < M_LINES.length) return;
    M_LINES.forEach(({ kind }, index) => {
      const transceiver = transceivers[index];
      if (transceiver === undefined) return;
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams(this.#streamOf(kind));
    });
    this.#ready(transceivers);
  }

  /** Sends these tracks; `links` is how many links share the uplink. */
  send(tracks: LocalTracks, links: number): void {
    this.#tracks = tracks;
    this.#links = links;
    this.#attach();
  }

  /** The congestion control has found its bitrate: from now on the camera's size follows it. */
  started(): void {
    this.#starting = false;
    this.#tune();
  }

  /**
   * How much of a picture the link carries beside the sound. What becomes smaller begins another stream, and so does each size after that: the link has no room for what was sent
   * before. The whole picture has the codec that costs least.
   */
  fit(fit: Fit): void {
    if (fit === this.#fit) return;
    if (fit === "full") this.#codec = 0;
    else if (this.#fit !== "none") this.#codec = otherThan(this.#codec);
    this.#fit = fit;
    this.#tune();
  }

  /** Sends no picture until `resume`, and none of before again: whoever has missed it asks for it first of all when the route is back, and the next picture would come after it. */
  rest(): void {
    if (this.#resting) return;
    this.#resting = true;
    const codec = this.#codec;
    for (const each of [otherThan(codec), codec]) {
      this.#codec = each;
      this.#tune();
    }
  }

  /**
   * Sends pictures again, where it rested. `keyFrames`: the other side has missed a while of each picture, and would ask for a key frame only after it has asked in vain for what it
   * missed, which takes a second (WebRTC Extensions, RTCSetParameterOptions; a browser without it ignores it).
   */
  resume({ keyFrames = false } = {}): void {
    this.#resting = false;
    this.#tune({ keyFrames });
  }

  /** Shows the other side's pictures so much later than they could be, in milliseconds; null: as the browser does. It keeps the sound in step with them. */
  holdBack(targetMs: number | null): void {
    for (const { receiver } of this.#transceivers) {
      if (receiver.track.kind === "video" && receiver.jitterBufferTarget !== targetMs) receiver.jitterBufferTarget = targetMs;
    }
  }

  #ready(transceivers: readonly RTCRtpTransceiver[]): void {
    this.#transceivers = transceivers;
    const [microphone, camera, screen] = transceivers.map(({ receiver }) => receiver.track);
    if (microphone !== undefined && camera !== undefined) this.stream = this.rtc.createStream([microphone, camera]);
    if (screen !== undefined) this.screen = this.rtc.createStream([screen]);
    this.#attach();
  }

  #attach(): void {
    this.#eachSender((sender, kind) => {
      const track = this.#tracks[kind];
      // A connection that closes meanwhile rejects; then there is nothing left to send on.
      if (sender.track !== track) sender.replaceTrack(track).catch(() => undefined);
    });
    this.#tune();
  }

  /** One change of a sender's parameters at a time: WebRTC 1.0 wants each `setParameters` to follow its own `getParameters`. */
  #tune({ keyFrames = false } = {}): void {
    const { width = 0, height = 0 } = this.#tracks.camera?.getSettings() ?? {};
    const tuning: Tuning = { links: this.#links, starting: this.#starting, resting: this.#resting, fit: this.#fit, codec: this.#codec, cameraSide: Math.max(width, height) };
    const key = JSON.stringify(tuning);
    const changed = this.#tunedFor !== key;
    if (this.#transceivers.length === 0 || (!changed && !keyFrames)) return;
    this.#tunedFor = key;
    const senders: Promise<void>[] = [];
    const before = this.#tuning;
    this.#eachSender((sender, kind) => {
      const keyFrame = keyFrames && kind !== "microphone" && sender.track !== null;
      if (keyFrame || changed) senders.push(before.then(() => tune(sender, kind, tuning, keyFrame, this.#usualCodecs)));
    });
    this.#tuning = Promise.all(senders).then(() => undefined);
  }

  #eachSender(action: (sender: RTCRtpSender, kind: SenderKind) => void): void {
    M_LINES.forEach(({ kind }, index) => {
      const sender = this.#transceivers[index]?.sender;
      if (sender !== undefined) action(sender, kind);
    });
  }

  #streamOf(kind: SenderKind): MediaStream {
    return kind === "screen" ? this.#screenShare : this.#main;
  }
}
