/** How much of a picture one link carries beside the sound. Between full and none its size is bounded; none: it is given up for a while. */
export type Fit = "full" | "medium" | "small" | "tiny" | "none";

/** From nothing to everything. */
export const FITS: readonly Fit[] = ["none", "tiny", "small", "medium", "full"];

/** What is sent at one size, and by what it is judged (docs/adr/0012). Bitrates are bit/s; estimates are of all that the link may send. */
export interface PictureSize {
  /** The longer side of the camera's picture, in pixels. */
  readonly longestSide: number;
  /** Frames a second; null: as many as the camera gives. */
  readonly frames: number | null;
  /** The most that the picture may take; null: what the uplink has for each link. */
  readonly pictureBps: number | null;
  /** The most that the speech beside it may take. */
  readonly speechBps: number;
  /** Below this estimate it is more than the link carries. The estimate says less, for a while, after the link was full. */
  readonly leastBps: number;
  /** Above it the next larger one fits: as much as this one lets the congestion control find out, which is half as much again as what is sent. */
  readonly riseBps: number;
  /** Below it this may be what breaks the sound. With room for more it is loss, which a smaller picture does not mend. */
  readonly brokenBps: number;
  /** Below it an estimate that stands still means that what would change it does not come through, and no word of the other side would either. */
  readonly stillBps: number;
}

const FULL_SPEECH_BPS = 48_000;
/** As clear, if less full (Opus, RFC 6716, section 2.1.1: wideband at 16 to 20 kbit/s), and a narrow link has room for what comes with it. */
const NARROW_SPEECH_BPS = 24_000;

export const PICTURE_SIZES: Readonly<Record<Fit, PictureSize>> = {
  full: { longestSide: Infinity, frames: null, pictureBps: null, speechBps: FULL_SPEECH_BPS, leastBps: 250_000, riseBps: Infinity, brokenBps: 450_000, stillBps: 0 },
  medium: { longestSide: 640, frames: null, pictureBps: null, speechBps: FULL_SPEECH_BPS, leastBps: 140_000, riseBps: 450_000, brokenBps: 450_000, stillBps: 0 },
  small: { longestSide: 320, frames: null, pictureBps: null, speechBps: NARROW_SPEECH_BPS, leastBps: 75_000, riseBps: 220_000, brokenBps: 220_000, stillBps: 110_000 },
  /**
   * The key frame that begins it is through a link of 100 kbit/s in half a second. Chromium keeps to less than its usual 30,000 where it is told to. Each frame is a packet, whose
   * headers are a third of it; twenty took as much again as the picture, and with eight a face can be followed still. 8 kbit/s of the speech are a third of the picture. Beside a
   * sound that is whole the estimate says 30,000.
   */
  tiny: { longestSide: 160, frames: 8, pictureBps: 20_000, speechBps: 16_000, leastBps: 25_000, riseBps: 60_000, brokenBps: Infinity, stillBps: 60_000 },
  none: { longestSide: 160, frames: null, pictureBps: null, speechBps: NARROW_SPEECH_BPS, leastBps: 0, riseBps: Infinity, brokenBps: 0, stillBps: 0 },
};
