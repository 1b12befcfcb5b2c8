import { MAX_CARRIERS } from "./limits.ts";

/** How often it is looked at. A new carrier has shaken hands and left slow start after one. */
export const INTERVAL_MS = 1_000;
/** Twice the carriers have to bring so much more; on a lossy or long way they bring nearly twice. */
const WORTH = 1.15;
/** A trip of so long, and what one association has on its way is the limit, not the link: more are tried at once, as long as each try has brought something. */
const LONG_TRIP_MS = 40;
const MORE = 2;
const MANY_MORE = 4;
/** After a try that brought nothing: it may have fallen into a bad second, and a try costs little. Each next rest is twice as long, since ways change, but seldom. */
const FIRST_REST = 4;
const MOST_REST = 120;

/** What `from` carriers brought, while more are tried. */
interface Trial {
  readonly from: number;
  readonly bytes: number;
  measured: boolean;
}

/**
 * How many connections carry files to one participant: twice as many, or four times on a long way, while that moves them faster, as before when it does not, and
 * never more while the way is full, since then it is not the connections that are slow. A governor that only lets them go no faster than
 * they do is no reason: its rate follows what arrives, and more connections let more arrive.
 */
export class CarrierPlan {
  #count = 1;
  #trial: Trial | null = null;
  #rest = 1;
  #nextRest = FIRST_REST;

  get count(): number {
    return this.#count;
  }

  /** Once an interval in which something was to be sent: how much has arrived, whether the way was full, and its shortest round trip. */
  interval(bytes: number, full: boolean, tripMs: number): void {
    if (this.#trial !== null) this.#judge(this.#trial, bytes, full);
    else if (this.#rest > 0) this.#rest -= 1;
    else if (!full && bytes > 0 && this.#count < MAX_CARRIERS) {
      this.#trial = { from: this.#count, bytes, measured: false };
      this.#count = Math.min(MAX_CARRIERS, this.#count * (tripMs >= LONG_TRIP_MS && this.#nextRest === FIRST_REST ? MANY_MORE : MORE));
    }
  }

  #judge(trial: Trial, bytes: number, full: boolean): void {
    if (!trial.measured && !full) {
      // The first interval is the handshake's.
      trial.measured = true;
      return;
    }
    this.#trial = null;
    if (!full && bytes >= trial.bytes * WORTH) {
      this.#nextRest = FIRST_REST;
      return;
    }
    this.#count = trial.from;
    this.#rest = this.#nextRest;
    this.#nextRest = Math.min(MOST_REST, this.#nextRest * 2);
  }
}
