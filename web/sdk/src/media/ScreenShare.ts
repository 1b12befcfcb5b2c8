import type { MediaErrorCode } from "../api.ts";
import type { Environment } from "../environment/Environment.ts";
import { mediaFailed } from "../errors/errors.ts";
import { mediaErrorCode } from "./mediaError.ts";

/** Enough for scrolling text; more would take from its sharpness. */
const SCREEN_FRAME_RATE = 15;

/** The shared screen, window or tab (Screen Capture). */
export class ScreenShare {
  track: MediaStreamTrack | null = null;
  error: MediaErrorCode | null = null;
  #starting = false;

  constructor(
    private readonly environment: Pick<Environment, "capture" | "secureContext">,
    private readonly changed: () => void,
  ) {}

  get supported(): boolean {
    return this.environment.capture?.getDisplayMedia !== undefined;
  }

  /** `wanted` is asked once the person has chosen: the call may be over by then. */
  async start(wanted: () => boolean): Promise<void> {
    if (this.track !== null || this.#starting) return;
    this.#starting = true;
    try {
      const track = await this.#choose();
      if (!wanted()) {
        track.stop();
        return;
      }
      track.contentHint = "detail";
      // The browser's own "stop sharing".
      track.addEventListener("ended", () => {
        if (this.track === track) this.stop();
      });
      this.track = track;
      this.error = null;
    } catch (error) {
      this.error = this.supported ? mediaErrorCode(error) : this.environment.secureContext ? "unsupported" : "insecure-page";
      throw mediaFailed(this.error);
    } finally {
      this.#starting = false;
      this.changed();
    }
  }

  stop(): void {
    this.track?.stop();
    this.track = null;
    this.changed();
  }

  async #choose(): Promise<MediaStreamTrack> {
    const { capture } = this.environment;
    if (capture?.getDisplayMedia === undefined) throw new DOMException("no screen capture", "NotSupportedError");
    const stream = await capture.getDisplayMedia({ video: { frameRate: { ideal: SCREEN_FRAME_RATE } }, audio: false });
    const [track] = stream.getVideoTracks();
    if (track === undefined) throw new DOMException("no picture", "NotFoundError");
    return track;
  }
}
