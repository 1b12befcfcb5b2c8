import { FakeDataChannel } from "./FakeDataChannel.ts";
import { FakeStream, FakeTrack } from "./FakeMedia.ts";

/** WebRTC Extensions, RTCSetParameterOptions; not yet in TypeScript's DOM. */
interface KeyFrameOptions {
  readonly encodingOptions?: readonly { readonly keyFrame: boolean }[];
}

export class FakeSender {
  track: FakeTrack | null = null;
  streams: FakeStream[] = [];
  parameters = { encodings: [{}], codecs: ["VP8", "H264", "AV1", "VP9"].map((name) => ({ mimeType: `video/${name}` })) } as unknown as RTCRtpSendParameters;
  /** A description is applied between the next `getParameters` and its `setParameters`. */
  descriptionComesBetween = false;
  /** How many key frames were asked for. */
  keyFrames = 0;
  /** Which codec was chosen each time; null: none was. Like Chromium's, it stays, and is listed first. */
  readonly chosen: (string | null)[] = [];

  async replaceTrack(track: FakeTrack | null): Promise<void> {
    this.track = track;
  }

  setStreams(...streams: FakeStream[]): void {
    this.streams = streams;
  }

  getParameters(): RTCRtpSendParameters {
    return structuredClone(this.parameters);
  }

  async setParameters(parameters: RTCRtpSendParameters, options?: KeyFrameOptions): Promise<void> {
    const stale = this.descriptionComesBetween;
    this.descriptionComesBetween = false;
    if (stale) throw new DOMException("the parameters are not those of getParameters", "InvalidModificationError");
    this.parameters = parameters;
    const [encoding] = parameters.encodings as { codec?: RTCRtpCodec }[];
    const chosen = encoding?.codec?.mimeType ?? null;
    this.chosen.push(chosen);
    this.parameters.codecs.sort((a, b) => Number(b.mimeType === chosen) - Number(a.mimeType === chosen));
    if (options?.encodingOptions?.some(({ keyFrame }) => keyFrame) === true) this.keyFrames += 1;
  }
}

export class FakeTransceiver {
  readonly sender = new FakeSender();
  readonly receiver: {
    readonly track: FakeTrack;
    jitterBufferTarget: number | null;
    getSynchronizationSources(): readonly Pick<RTCRtpSynchronizationSource, "timestamp" | "audioLevel">[];
    getStats(): Promise<ReadonlyMap<string, object>>;
  };
  /** When the last packet was played (RTCRtpContributingSource.timestamp); null before the first one. */
  heard: number | null = null;
  audioLevel = 0;
  packetsReceived = 0;

  constructor(
    readonly kind: "audio" | "video",
    public direction: RTCRtpTransceiverDirection,
  ) {
    this.receiver = {
      track: new FakeTrack(kind, "remote"),
      jitterBufferTarget: null,
      getSynchronizationSources: () => (this.heard === null ? [] : [{ timestamp: this.heard, audioLevel: this.audioLevel }]),
      getStats: async () =>
        new Map<string, object>([
          ["in", { type: "inbound-rtp", packetsReceived: this.packetsReceived }],
          ["transport", { type: "transport", bytesReceived: this.packetsReceived * 100 }],
        ]),
    };
  }
}

let made = 0;

/**
 * The signaling state machine of an RTCPeerConnection (WebRTC 1.0, section 4.3 and JSEP, RFC 9429), with descriptions that
 * name their ICE generation. What the network does to it is said by the test.
 */
export class FakePeerConnection {
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: RTCIceCandidate | null }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  iceGatheringState: RTCIceGatheringState = "new";
  onicegatheringstatechange: (() => void) | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly channels: FakeDataChannel[] = [];
  readonly added: RTCIceCandidateInit[] = [];
  rollbacks = 0;
  failNextRemoteDescription = false;
  refuseCandidates = false;
  /** The types of the candidates of the pair in use; null: the browser does not tell. */
  route: { readonly local: RTCIceCandidateType; readonly remote: RTCIceCandidateType } | null = { local: "host", remote: "host" };
  readonly sctp = {
    transport: {
      iceTransport: {
        getSelectedCandidatePair: () => this.route && { local: { type: this.route.local }, remote: { type: this.route.remote } },
      },
    },
  };
  readonly #name: number;
  #gathered: string[] = [];
  #iceGeneration = 0;
  #restart = false;
  #eventQueued = false;
  #negotiated = { local: null as RTCSessionDescriptionInit | null, remote: null as RTCSessionDescriptionInit | null };

  constructor(public configuration: RTCConfiguration) {
    made += 1;
    this.#name = made;
  }

  addTransceiver(kind: "audio" | "video", init: { direction: RTCRtpTransceiverDirection; streams: FakeStream[] }): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind, init.direction);
    transceiver.sender.streams = init.streams;
    this.transceivers.push(transceiver);
    this.#needNegotiation();
    return transceiver;
  }

  createDataChannel(label: string, init: RTCDataChannelInit): FakeDataChannel {
    const channel = new FakeDataChannel(label, init);
    this.channels.push(channel);
    if (this.channels.length === 1) this.#needNegotiation();
    return channel;
  }

  getTransceivers(): FakeTransceiver[] {
    return [...this.transceivers];
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  restartIce(): void {
    this.#restart = true;
    this.#needNegotiation();
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    this.#checkOpen();
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    if (type === "offer" && this.#restart) this.#iceGeneration += 1;
    this.#restart = false;
    this.#gathered = [];
    this.localDescription = { type, sdp: "" };
    this.#describe();
    if (type === "answer") this.#stable();
    else this.signalingState = "have-local-offer";
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    this.#checkOpen();
    if (this.failNextRemoteDescription) {
      this.failNextRemoteDescription = false;
      throw new DOMException("m-lines differ", "InvalidAccessError");
    }
    if (description.type === "offer") {
      if (this.signalingState === "have-local-offer") {
        this.rollbacks += 1;
        this.localDescription = this.#negotiated.local;
      }
      this.signalingState = "have-remote-offer";
      for (const kind of this.transceivers.length === 0 ? (["audio", "video", "video"] as const) : []) {
        this.transceivers.push(new FakeTransceiver(kind, "recvonly"));
      }
      if (description.sdp?.includes(`ice:${this.#iceGeneration}`) === false) this.#iceGeneration += 1;
    } else if (this.signalingState !== "have-local-offer") {
      throw new DOMException("no offer to answer", "InvalidStateError");
    }
    this.remoteDescription = description;
    if (description.type === "answer") this.#stable();
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.remoteDescription === null) throw new DOMException("no remote description", "InvalidStateError");
    if (this.refuseCandidates) throw new DOMException("unknown ufrag", "OperationError");
    this.added.push(candidate);
  }

  async getStats(): Promise<Map<string, object>> {
    return new Map();
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
  }

  get closed(): boolean {
    return this.signalingState === "closed";
  }

  /** The browser has found a way to reach us. */
  gather(address: string): void {
    const candidate = `candidate:1 1 udp 1 ${address} 9 typ host`;
    this.#gathered.push(candidate);
    this.#describe();
    this.onicecandidate?.({ candidate: { candidate, sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u", protocol: "udp", type: "host" } as RTCIceCandidate });
  }

  /** All servers have answered. */
  gathered(): void {
    this.iceGatheringState = "complete";
    this.onicegatheringstatechange?.();
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  #describe(): void {
    if (this.localDescription === null) return;
    const media = ["audio", "video", "video"].flatMap((kind, index) => [
      `m=${kind} 9 UDP/TLS/RTP/SAVPF 96`,
      `a=mid:${index}`,
      ...(index === 0 ? this.#gathered.map((line) => `a=${line}`) : []),
    ]);
    if (this.channels.length > 0) media.push("m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "a=mid:3");
    const sdp = ["v=0", `o=${this.#name}`, "s=-", `a=ice-ufrag:ice:${this.#iceGeneration}`, ...media, ""].join("\r\n");
    this.localDescription = { type: this.localDescription.type, sdp };
  }

  #stable(): void {
    this.signalingState = "stable";
    this.#negotiated = { local: this.localDescription, remote: this.remoteDescription };
    if (this.#restart) this.#needNegotiation();
  }

  /** As a browser does: later, once for several reasons, and only while stable. */
  #needNegotiation(): void {
    if (this.#eventQueued) return;
    this.#eventQueued = true;
    queueMicrotask(() => {
      this.#eventQueued = false;
      if (this.signalingState === "stable") this.onnegotiationneeded?.();
    });
  }

  #checkOpen(): void {
    if (this.closed) throw new DOMException("closed", "InvalidStateError");
  }
}
