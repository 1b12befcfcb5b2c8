import { type Fit, FITS, PICTURE_SIZES, type PictureSize } from "./pictureSizes.ts";

/** The very same estimate so often again stands still. */
const STILL_READINGS = 5;
/** All readings are a second apart. After an outage, or a change of what is sent, the congestion control has to find its bitrate first. */
const SETTLING_READINGS = 4;
/** The smallest picture is judged by the sound, which says sooner what it takes. */
const TRIAL_READINGS = 3;
/** One reading may be a dip, unless so little is left of what the present size needs. */
const LOW_READINGS = 2;
const COLLAPSE = 0.5;
/** A person misses a picture that is gone more than a large one. A second that was good takes one back. */
const LAST_READINGS = 3;
const RISE_READINGS = 5;
const MOST_RISE_READINGS = 40;
/** On a link that is just full with the smallest the estimate climbs for as long as ten seconds before it falls: only where it stays up is there more room. */
const TINY_RISE_READINGS = 14;
/** A level that has lasted so long was right. */
const PROVEN_READINGS = 20;
/** How long no picture is sent before it is tried again; twice as long after each try in vain, since every try costs sound. */
const FIRST_REST_READINGS = 10;
const MOST_REST_READINGS = 320;
/** Without a picture a link that was flooded is empty again within a second, and the next reading may come at once. */
const FLOOD_REST_READINGS = 2;
/** Where so much comes through the small picture fits beside the sound, and what is in the link's queue is through in a moment. */
const SMALL_IN_FLOOD_BPS = 150_000;

/** Decides from the congestion control's estimate, once a second, how much of a picture a link gets (docs/adr/0012). */
export class PictureFit {
  #fit: Fit = "full";
  #settling = SETTLING_READINGS;
  #low = 0;
  #high = 0;
  #lasted = 0;
  #riseAfter = RISE_READINGS;
  #rest = 0;
  #nextRest = FIRST_REST_READINGS;
  #lastBps = 0;
  #still = 0;
  /** Since the last reading: what is on the link is still of the size before. */
  #hasJustFallen = false;

  get fit(): Fit {
    return this.#fit;
  }

  get #size(): PictureSize {
    return PICTURE_SIZES[this.#fit];
  }

  get #isStuck(): boolean {
    return this.#still >= STILL_READINGS;
  }

  /** What comes next says nothing yet: another route, or a picture that begins. */
  settle(): void {
    this.#hasJustFallen = false;
    this.#settling = SETTLING_READINGS;
    this.#low = this.#high = 0;
  }

  /**
   * `availableBps`: all that may be sent, as W3C webrtc-stats has it (`availableOutgoingBitrate`). `soundBroken`: the other side has said so. Only while both sides hear
   * each other and a picture is to be sent.
   */
  reading(availableBps: number, soundBroken: boolean): void {
    this.#hasJustFallen = false;
    this.#still = availableBps === this.#lastBps && availableBps < this.#size.stillBps ? this.#still + 1 : 0;
    this.#lastBps = availableBps;
    if (this.#fit === "none") {
      this.#rest -= 1;
      if (this.#rest <= 0) this.#become("tiny");
      return;
    }
    if (this.#settling > 0) {
      this.#settling -= 1;
      return;
    }
    this.#lasted += 1;
    if (this.#lasted === PROVEN_READINGS) {
      this.#riseAfter = RISE_READINGS;
      this.#nextRest = FIRST_REST_READINGS;
    }
    const broken = soundBroken && availableBps < this.#size.brokenBps;
    if (broken || availableBps < this.#size.leastBps || this.#isStuck) this.#fall(availableBps);
    else if (availableBps >= this.#size.riseBps) this.#rise(availableBps);
    else {
      this.#high = 0;
      this.#low = Math.max(0, this.#low - 1);
    }
  }

  /**
   * Most of what is sent is lost, and what would tell the congestion control so is lost as well. `receivedBps`: what comes through from the other side, and all that is known of
   * what will from here. The smallest floods no link, and both sides find the same flood, one after the other.
   */
  flooded(receivedBps: number): void {
    if (this.#fit === "none" || this.#fit === "tiny" || this.#hasJustFallen) return;
    this.#waitLonger();
    if (this.#fit !== "small" && receivedBps >= SMALL_IN_FLOOD_BPS) {
      this.#become("small");
      return;
    }
    this.#rest = FLOOD_REST_READINGS;
    this.#become("none");
  }

  #fall(availableBps: number): void {
    this.#high = 0;
    this.#low += 1;
    if (this.#fit === "tiny") {
      if (this.#isStuck || this.#low >= LAST_READINGS) this.#giveUp();
      return;
    }
    if (!this.#isStuck && availableBps >= this.#size.leastBps * COLLAPSE && this.#low < LOW_READINGS) return;
    this.#waitLonger();
    const smaller = FITS.slice(1, FITS.indexOf(this.#fit)).reverse();
    this.#become(smaller.find((fit) => availableBps >= PICTURE_SIZES[fit].leastBps) ?? "tiny");
  }

  /** A size that did not last was too large. */
  #waitLonger(): void {
    if (this.#lasted < PROVEN_READINGS) this.#riseAfter = Math.min(MOST_RISE_READINGS, this.#riseAfter * 2);
  }

  #giveUp(): void {
    this.#rest = this.#nextRest;
    this.#nextRest = Math.min(MOST_REST_READINGS, this.#nextRest * 2);
    this.#become("none");
  }

  /** The browser has measured what there is room for as soon as it may send more: with that much no step is needed in between. */
  #rise(availableBps: number): void {
    this.#low = 0;
    this.#high += 1;
    if (this.#high < Math.max(this.#riseAfter, this.#fit === "tiny" ? TINY_RISE_READINGS : 0)) return;
    const larger = FITS.slice(FITS.indexOf(this.#fit) + 1);
    this.#become(larger.find((fit) => availableBps < PICTURE_SIZES[fit].riseBps) ?? "full");
  }

  #become(fit: Fit): void {
    const [from, to] = [FITS.indexOf(this.#fit), FITS.indexOf(fit)];
    // What a narrow link has in its queue says at once whether this was enough.
    this.#settling = to < from ? 0 : this.#fit === "none" ? TRIAL_READINGS : SETTLING_READINGS;
    this.#fit = fit;
    this.#hasJustFallen = to < from;
    this.#low = this.#high = this.#lasted = this.#still = 0;
  }
}
