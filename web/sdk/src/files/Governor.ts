/** How long the voice may wait in queues that a file fills: what its jitter buffer takes without a person hearing it. */
const TARGET_MS = 75;
/** A share of a narrow link; from there the rate doubles with each probe, and is at 30 MB/s after a second. */
const START_RATE = 32_000;
/** A file goes on, whatever happens: slower than this it would never end, and a voice takes twice as much. */
const LEAST_RATE = 4_000;
/** Above it nothing is held back. */
const MOST_RATE = 1_000_000_000;
/** After each probe that finds no queue at all; less with a longer one. Doubles in two seconds. */
const GROWTH = 0.04;
const MOST_CUT = 0.5;
/** What may go at once: the time between two probes. */
const BURST_MS = 100;
/** The least that goes at once: a piece that is worth its header. */
const LEAST_BURST_BYTES = 2_048;
/** The shortest trip of so long counts; routes do not change more often without a new connection. */
const BASE_MS = 300_000;
/** So long at the least rate, and it is the way that has grown longer, not the queue. */
const LONGER_WAY_MS = 10_000;
/** Probes may be lost (they are never sent again); so long without any, nothing gets through. */
export const SILENCE_MS = 600;

/**
 * Lets a file go as fast as the voice beside it does not suffer: the round trip of the call's own connection may grow by so much over its shortest, and no more.
 * The idea is LEDBAT's (RFC 6817), with a round trip for a one-way delay. Rates are bytes a second.
 */
export class Governor {
  #rate = START_RATE;
  #base = Infinity;
  #baseAt = 0;
  #previous = Infinity;
  #starting = true;
  #cutAt = -Infinity;
  #lowestSince: number | null = null;
  #credit = 0;
  #creditedAt: number;
  #used = 0;
  #usedSince: number;
  #held = false;
  #heardAt: number;

  constructor(now: number) {
    this.#creditedAt = this.#usedSince = this.#heardAt = now;
  }

  get rate(): number {
    return this.#rate;
  }

  /** Whether something was held back since the last question. */
  takeHeld(): boolean {
    const held = this.#held;
    this.#held = false;
    return held;
  }

  /** How many bytes may go now. */
  allowance(now: number): number {
    const elapsed = Math.max(0, now - this.#creditedAt);
    this.#creditedAt = now;
    this.#credit = Math.min(Math.max(LEAST_BURST_BYTES, (this.#rate * BURST_MS) / 1000), this.#credit + (this.#rate * elapsed) / 1000);
    return this.#credit;
  }

  /** Something waits for more allowance. */
  heldBack(): void {
    this.#held = true;
  }

  spend(bytes: number): void {
    this.#credit -= bytes;
    this.#used += bytes;
  }

  /** A probe has come back. */
  trip(now: number, tripMs: number): void {
    this.#heardAt = now;
    if (tripMs <= this.#base || now - this.#baseAt > BASE_MS) {
      this.#base = tripMs;
      this.#baseAt = now;
    }
    // One late probe alone is a lost packet or a busy page, not a queue.
    const queueMs = Math.min(tripMs, this.#previous) - this.#base;
    this.#previous = tripMs;
    if (queueMs > TARGET_MS) this.#cut(now, queueMs);
    else this.#grow(now, queueMs);
  }

  /** To be called between probes. */
  check(now: number): void {
    if (now - this.#heardAt > SILENCE_MS) this.#cut(now, Infinity);
  }

  /** Whether probes come back. */
  hears(now: number): boolean {
    return now - this.#heardAt <= SILENCE_MS;
  }

  /** Nothing was probed for a while: silence begins to count now. */
  resume(now: number): void {
    this.#heardAt = this.#usedSince = now;
    this.#used = 0;
  }

  #cut(now: number, queueMs: number): void {
    this.#starting = false;
    // What was cut shows after a round trip only.
    if (now - this.#cutAt < Math.min(queueMs, SILENCE_MS) + BURST_MS) return;
    this.#cutAt = now;
    const over = (queueMs - TARGET_MS) / TARGET_MS;
    this.#rate = Math.max(LEAST_RATE, this.#rate * Math.max(MOST_CUT, 1 - over * MOST_CUT));
    this.#credit = Math.min(this.#credit, 0);
    if (this.#rate > LEAST_RATE) this.#lowestSince = null;
    else this.#lowestSince ??= now;
    if (this.#lowestSince !== null && now - this.#lowestSince > LONGER_WAY_MS && Number.isFinite(queueMs)) {
      this.#base += queueMs;
      this.#baseAt = now;
      this.#lowestSince = null;
    }
  }

  #grow(now: number, queueMs: number): void {
    this.#lowestSince = null;
    if (queueMs > TARGET_MS / 2) this.#starting = false;
    const elapsed = now - this.#usedSince;
    // A rate that nobody uses says nothing about the link.
    const wanted = elapsed > 0 && (this.#used * 1000) / elapsed > this.#rate / 2;
    this.#used = 0;
    this.#usedSince = now;
    if (!wanted) return;
    const growth = this.#starting ? 2 : 1 + GROWTH * (1 - queueMs / TARGET_MS);
    this.#rate = Math.min(MOST_RATE, this.#rate * growth);
  }
}
