import type { CapturePort } from "../environment/Environment.ts";

export class FakeTrack extends EventTarget {
  enabled = true;
  readyState: MediaStreamTrackState = "live";
  contentHint = "";

  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId: string,
  ) {
    super();
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** Pulled out, revoked, or stopped in the browser's own bar. */
  vanish(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }
}

export class FakeStream {
  constructor(private readonly tracks: readonly FakeTrack[]) {}

  getTracks(): FakeTrack[] {
    return [...this.tracks];
  }

  getAudioTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === "audio");
  }

  getVideoTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === "video");
  }
}

export const asTrack = (track: FakeTrack): MediaStreamTrack => track as unknown as MediaStreamTrack;
export const asStream = (stream: FakeStream): MediaStream => stream as unknown as MediaStream;

type Request = { readonly audio: boolean; readonly video: boolean };

/** Microphones, cameras and screens. `refuse` says with which error name a request fails, or null; `gone` are devices that were pulled out. */
export class FakeCapture extends EventTarget {
  readonly requests: Request[] = [];
  readonly opened: FakeTrack[] = [];
  refuse: (request: Request) => string | null = () => null;
  refuseScreen: string | null = null;
  readonly gone = new Set<string>();
  /** While set, requests wait: the browser asks the person. */
  prompt: Promise<void> | null = null;

  get port(): CapturePort {
    return {
      getUserMedia: async (constraints) => asStream(await this.#open(constraints ?? {})),
      getDisplayMedia: async () => {
        if (this.refuseScreen !== null) throw new DOMException("refused", this.refuseScreen);
        return asStream(new FakeStream([this.#track("video", "screen")]));
      },
      enumerateDevices: async () => [],
      addEventListener: (type: string, listener: EventListenerOrEventListenerObject) => this.addEventListener(type, listener),
      removeEventListener: (type: string, listener: EventListenerOrEventListenerObject) =>
        this.removeEventListener(type, listener),
    };
  }

  /** Tracks that are open now. */
  get live(): readonly FakeTrack[] {
    return this.opened.filter(({ readyState }) => readyState === "live");
  }

  plugIn(): void {
    this.dispatchEvent(new Event("devicechange"));
  }

  async #open({ audio, video }: MediaStreamConstraints): Promise<FakeStream> {
    const request = { audio: Boolean(audio), video: Boolean(video) };
    this.requests.push(request);
    await this.prompt;
    const name = this.refuse(request);
    if (name !== null) throw new DOMException("refused", name);
    if ([audio, video].some((kind) => this.gone.has(chosen(kind ?? false) ?? ""))) throw new DOMException("refused", "OverconstrainedError");
    const tracks: FakeTrack[] = [];
    if (audio) tracks.push(this.#track("audio", chosen(audio) ?? "default-microphone"));
    if (video) tracks.push(this.#track("video", chosen(video) ?? "default-camera"));
    return new FakeStream(tracks);
  }

  #track(kind: "audio" | "video", deviceId: string): FakeTrack {
    const track = new FakeTrack(kind, deviceId);
    this.opened.push(track);
    return track;
  }
}

function chosen(constraints: boolean | MediaTrackConstraints): string | null {
  const id = typeof constraints === "object" ? constraints.deviceId : undefined;
  return typeof id === "object" && !Array.isArray(id) && typeof id.exact === "string" ? id.exact : null;
}
