import type { LinkStats } from "../api.ts";

/** By calculation six in a hundred thousand are lost three times from here on, which without holding back is a freeze every few minutes. */
const LOSSY = 0.025;
const CLEAN = 0.015;
/** A way that loses packets does so in each second. A queue that is full loses many in some seconds, and none in the next; an outage nearly all in one. */
const LEAST_OF_A_SECOND = 0.01;
const MOST_OF_A_SECOND = 0.1;
const SECONDS_TO_RAISE = 3;
/** So much in one second is enough where no queue has been seen for a while: a queue begins with a second that loses more. */
const LOSSY_ALONE = 0.03;
const SECONDS_TO_LOWER = 15;
/** A queue may be full late in a second, and shows itself in the next ones. */
const SECONDS_TO_TAKE_BACK = 3;
/** On a shorter way what was lost is there again before anybody sees a freeze, also when it is lost again. */
const SHORTEST_ROUND_TRIP_MS = 100;
/** A longer one is a queue, in which waiting mends nothing. */
const LONGEST_ROUND_TRIP_MS = 400;
/** What is lost is asked for again once a round trip, and the browser itself waits for little more than one. With so many what is lost four times stops the picture for less than half a second. */
const ROUND_TRIPS = 2.2;
/** The measured round trip wavers; less than this is the same. */
const CHANGE_MS = 80;

const mean = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0) / numbers.length;

/** How long the other side's picture is held back before it is shown, on a long way that loses packets (docs/adr/0016). */
export class PlayoutDelay {
  #targetMs: number | null = null;
  /** Of the last seconds, as many as it takes to lower it. */
  readonly #losses: number[] = [];
  #sinceRaised = 0;
  #sinceQueue = SECONDS_TO_LOWER;

  /** Milliseconds, for `RTCRtpReceiver.jitterBufferTarget` (WebRTC Extensions); null: as the browser does. */
  get targetMs(): number | null {
    return this.#targetMs;
  }

  /** Once a second. */
  measured({ receiveLoss, roundTripMs }: Pick<LinkStats, "receiveLoss" | "roundTripMs">): void {
    if (receiveLoss === null) return;
    this.#losses.push(receiveLoss);
    if (this.#losses.length > SECONDS_TO_LOWER) this.#losses.shift();
    this.#sinceRaised += 1;
    this.#sinceQueue = receiveLoss > MOST_OF_A_SECOND ? 0 : this.#sinceQueue + 1;
    if (this.#isLossy) this.#raise(roundTripMs ?? 0);
    else if (this.#isClean || (this.#sinceQueue === 0 && this.#sinceRaised <= SECONDS_TO_TAKE_BACK)) this.#targetMs = null;
  }

  get #isLossy(): boolean {
    const last = this.#losses.slice(-SECONDS_TO_RAISE);
    const each = last.every((loss) => loss >= LEAST_OF_A_SECOND && loss <= MOST_OF_A_SECOND);
    const now = last.at(-1) ?? 0;
    return (last.length === SECONDS_TO_RAISE && each && mean(last) >= LOSSY) || (now >= LOSSY_ALONE && this.#sinceQueue > SECONDS_TO_LOWER);
  }

  get #isClean(): boolean {
    return this.#losses.length === SECONDS_TO_LOWER && mean(this.#losses) < CLEAN;
  }

  #raise(roundTripMs: number): void {
    if (roundTripMs < SHORTEST_ROUND_TRIP_MS || roundTripMs > LONGEST_ROUND_TRIP_MS) return;
    // The clean seconds of before say nothing about how long it is needed.
    this.#losses.length = 0;
    const targetMs = Math.round(ROUND_TRIPS * roundTripMs);
    if (this.#targetMs === null) this.#sinceRaised = 0;
    if (this.#targetMs === null || Math.abs(targetMs - this.#targetMs) >= CHANGE_MS) this.#targetMs = targetMs;
  }
}
