import type { KeyValueStore, LocalMedia as LocalMediaSnapshot, Media, MediaErrorCode, Tracks } from "../api.ts";
import type { Environment, LevelMeter } from "../environment/Environment.ts";
import { mediaFailed } from "../errors/errors.ts";
import type { Log } from "../log/Log.ts";
import type { LocalTracks } from "../peer/LinkMedia.ts";
import { Devices } from "./Devices.ts";
import type { CaptureKind, Opened } from "./openDevices.ts";
import { openDevices } from "./openDevices.ts";
import { ScreenShare } from "./ScreenShare.ts";

interface Capture {
  track: MediaStreamTrack | null;
  error: MediaErrorCode | null;
  /** The person's choice, or null for the default. */
  chosen: string | null;
}

const storeKey = (kind: CaptureKind | "speaker"): string => `callbox.${kind}`;

/**
 * Microphone, camera and screen of this device. Callers say what they need; devices are opened and closed to follow, at
 * once and one opening at a time. What was opened for a preview only is never sent.
 */
export class LocalMedia {
  readonly #captures: Readonly<Record<CaptureKind, Capture>>;
  readonly #devices: Devices;
  readonly #screen: ScreenShare;
  #speaker: string | null;
  /** What the call needs besides the microphone; null outside of a call. */
  #call: { camera: boolean } | null = null;
  #preview: Media | null = null;
  #muted = false;
  #opening: Promise<void> | null = null;
  #streams: { self: MediaStream | null; screen: MediaStream | null } = { self: null, screen: null };
  #meter: { readonly track: MediaStreamTrack; readonly meter: LevelMeter } | null = null;

  constructor(
    private readonly environment: Environment,
    private readonly store: KeyValueStore,
    private readonly log: Log,
    private readonly changed: () => void,
  ) {
    const capture = (kind: CaptureKind): Capture => ({ track: null, error: null, chosen: store.get(storeKey(kind)) });
    this.#captures = { microphone: capture("microphone"), camera: capture("camera") };
    this.#speaker = store.get(storeKey("speaker"));
    this.#devices = new Devices(environment.capture, changed, () => this.#tryWhatWasMissing());
    this.#screen = new ScreenShare(environment, () => this.#update());
    void this.#devices.refresh();
  }

  /** What the call sends now. */
  get tracks(): LocalTracks {
    if (this.#call === null) return { microphone: null, camera: null, screen: null };
    const { microphone, camera } = this.#captures;
    return {
      microphone: microphone.track,
      camera: this.#call.camera ? camera.track : null,
      screen: this.#screen.track,
    };
  }

  /** The same as it is told to the others: a muted microphone is off. */
  get sending(): Tracks {
    const { microphone, camera, screen } = this.tracks;
    return { audio: microphone !== null && !this.#muted, camera: camera !== null, screen: screen !== null };
  }

  /** False while the browser opens devices, or asks the person: what is sent may be more in a moment. */
  get settled(): boolean {
    return this.#opening === null;
  }

  get snapshot(): LocalMediaSnapshot {
    const { microphone, camera } = this.#captures;
    const device = ({ track, chosen }: Capture): string | null => track?.getSettings().deviceId ?? chosen;
    return {
      stream: this.#streams.self,
      screen: this.#streams.screen,
      microphone: { on: microphone.track !== null && !this.#muted, error: microphone.error, device: device(microphone) },
      camera: { on: camera.track !== null && (this.#call?.camera ?? true), error: camera.error, device: device(camera) },
      screenShare: { on: this.#screen.track !== null, error: this.#screen.error, supported: this.#screen.supported },
      speaker: this.#speaker,
      devices: this.#devices.list,
    };
  }

  /** Opens what a call of this kind needs, without waiting for it. */
  enterCall(media: Media): void {
    this.#call = { camera: media === "video" };
    // Who has muted the preview means the call.
    if (this.#preview === null) this.#muted = false;
    this.#forgetErrors();
    this.#reconcile();
  }

  leaveCall(): void {
    this.#call = null;
    this.#muted = false;
    this.#screen.stop();
    this.#reconcile();
  }

  /** Settles when nothing is being opened any more. */
  async opened(): Promise<void> {
    while (this.#opening !== null) await this.#opening;
  }

  async openPreview(media: Media): Promise<void> {
    this.#preview = media;
    this.#forgetErrors();
    this.#reconcile();
    await this.opened();
  }

  closePreview(): void {
    this.#preview = null;
    this.#reconcile();
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#muted = !on;
    await this.#turn("microphone", on);
  }

  async setCamera(on: boolean): Promise<void> {
    if (this.#call !== null) this.#call = { camera: on };
    else if (this.#preview !== null) this.#preview = on ? "video" : "audio";
    await this.#turn("camera", on);
  }

  async setScreenShare(on: boolean): Promise<void> {
    if (on) await this.#screen.start(() => this.#call !== null);
    else this.#screen.stop();
  }

  /** An empty id stands for the default device. */
  async selectDevice(kind: CaptureKind | "speaker", id: string): Promise<void> {
    const chosen = id === "" ? null : id;
    if (chosen === null) this.store.remove(storeKey(kind));
    else this.store.set(storeKey(kind), chosen);
    if (kind === "speaker") {
      this.#speaker = chosen;
      this.changed();
      return;
    }
    const capture = this.#captures[kind];
    capture.chosen = chosen;
    // The old one first: a phone opens one camera at a time.
    this.#close(capture);
    await this.#turn(kind, true);
  }

  microphoneLevel(): number {
    const { track } = this.#captures.microphone;
    if (track === null || this.#muted) return 0;
    if (this.#meter?.track !== track) {
      this.#meter?.meter.close();
      this.#meter = { track, meter: this.environment.meter(track) };
    }
    return this.#meter.meter.level();
  }

  stop(): void {
    this.#call = null;
    this.#preview = null;
    this.#screen.stop();
    this.#reconcile();
  }

  async #turn(kind: CaptureKind, on: boolean): Promise<void> {
    const capture = this.#captures[kind];
    if (on) capture.error = null;
    this.#reconcile();
    await this.opened();
    if (on && capture.error !== null) throw mediaFailed(capture.error);
  }

  #needs(kind: CaptureKind): boolean {
    if (kind === "microphone") return this.#call !== null || this.#preview !== null;
    return this.#call?.camera === true || this.#preview === "video";
  }

  /** Closes what nobody needs, and opens what is needed and has not failed. */
  #reconcile(): void {
    const missing = new Map<CaptureKind, string | null>();
    for (const kind of ["microphone", "camera"] as const) {
      const capture = this.#captures[kind];
      if (!this.#needs(kind)) this.#close(capture);
      else if (capture.track === null && capture.error === null) missing.set(kind, capture.chosen);
    }
    if (missing.size > 0 && this.#opening === null) {
      this.#opening = openDevices(this.environment, missing).then((opened) => {
        this.#opening = null;
        this.#adopt(opened);
      });
    }
    this.#update();
  }

  #adopt(opened: Opened): void {
    for (const [kind, outcome] of opened) {
      const capture = this.#captures[kind];
      if (typeof outcome === "string") {
        capture.error = outcome;
        this.log.warning(`The ${kind} is not available: ${outcome}`);
      } else {
        capture.track = outcome;
        outcome.addEventListener("ended", () => this.#vanished(kind, outcome));
      }
    }
    // What was closed meanwhile is closed here, and what was asked for meanwhile is opened.
    this.#reconcile();
    void this.#devices.refresh();
  }

  /** A device that was pulled out is replaced by the default one. */
  #vanished(kind: CaptureKind, track: MediaStreamTrack): void {
    const capture = this.#captures[kind];
    if (capture.track !== track) return;
    this.log.warning(`The ${kind} went away; trying another`);
    capture.track = null;
    capture.chosen = null;
    this.#reconcile();
  }

  /** Something was plugged in: perhaps what was not found before. */
  #tryWhatWasMissing(): void {
    for (const capture of Object.values(this.#captures)) if (capture.error === "not-found") capture.error = null;
    this.#reconcile();
  }

  #forgetErrors(): void {
    for (const capture of Object.values(this.#captures)) capture.error = null;
  }

  #close(capture: Capture): void {
    capture.track?.stop();
    capture.track = null;
  }

  #update(): void {
    const { microphone, camera } = this.#captures;
    if (microphone.track !== null) microphone.track.enabled = !this.#muted;
    else this.#dropMeter();
    this.#streams = {
      self: this.#streamOf(this.#streams.self, camera.track),
      screen: this.#streamOf(this.#streams.screen, this.#screen.track),
    };
    this.changed();
  }

  #dropMeter(): void {
    this.#meter?.meter.close();
    this.#meter = null;
  }

  /** The same stream as long as it is the same track. */
  #streamOf(present: MediaStream | null, track: MediaStreamTrack | null): MediaStream | null {
    if (track === null) return null;
    return present?.getTracks()[0] === track ? present : this.environment.rtc.createStream([track]);
  }
}
