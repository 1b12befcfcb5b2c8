import type { LinkStats, Quality } from "../api.ts";

/** At these a person begins to notice (ITU-T G.114 for delay; opus and video repair hide less than 2 % loss). */
const FAIR_LOSS = 0.02;
const POOR_LOSS = 0.08;
const FAIR_ROUND_TRIP_MS = 300;
const POOR_ROUND_TRIP_MS = 700;
const FAIR_FRAMES = 15;
const POOR_FRAMES = 6;
/** A mark falls after two bad seconds and rises after five good ones, so that it does not flicker. */
const SECONDS_TO_FALL = 2;
const SECONDS_TO_RISE = 5;

/** The three-level mark of one link. */
export class QualityMeter {
  #quality: Quality = null;
  #better = 0;
  #worse = 0;

  get quality(): Quality {
    return this.#quality;
  }

  /** `pictureExpected`: the other side says that it sends one. */
  add(stats: LinkStats, pictureExpected: boolean): void {
    const now = judge(stats, pictureExpected);
    if (now === null) return;
    if (this.#quality === null) {
      this.#quality = now;
      return;
    }
    this.#better = now > this.#quality ? this.#better + 1 : 0;
    this.#worse = now < this.#quality ? this.#worse + 1 : 0;
    if (this.#better < SECONDS_TO_RISE && this.#worse < SECONDS_TO_FALL) return;
    this.#quality = now;
    this.#better = this.#worse = 0;
  }
}

function judge(stats: LinkStats, pictureExpected: boolean): Exclude<Quality, null> | null {
  const { receiveLoss, sendLoss, roundTripMs, framesPerSecond, receiveBitrate } = stats;
  if (receiveBitrate === null) return null;
  const loss = Math.max(receiveLoss ?? 0, sendLoss ?? 0);
  const roundTrip = roundTripMs ?? 0;
  const frames = pictureExpected ? (framesPerSecond ?? 0) : Infinity;
  if (loss >= POOR_LOSS || roundTrip >= POOR_ROUND_TRIP_MS || frames < POOR_FRAMES) return 1;
  if (loss >= FAIR_LOSS || roundTrip >= FAIR_ROUND_TRIP_MS || frames < FAIR_FRAMES) return 2;
  return 3;
}
