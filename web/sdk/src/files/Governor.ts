import type { Probe } from "../data/LinkChannel.ts";
import { DeliveryMeter } from "./DeliveryMeter.ts";

/** How long the voice may wait in queues that a file fills: what its jitter buffer takes without a person hearing it. */
const TARGET_MS = 75;
/** How often the round trip is asked for: a queue grows for so long before it is seen, and twice as often while the rate doubles again and again. */
const PROBE_MS = 100;
const START_PROBE_MS = 50;
/** A share of a narrow link; from there the rate doubles with two probes, and is at 30 MB/s after a second. */
const START_RATE = 32_000;
/** A file goes on, whatever happens: slower than this it would never end, and a voice takes twice as much. */
const LEAST_RATE = 4_000;
/** Above it nothing is held back. */
const MOST_RATE = 1_000_000_000;
/** After a probe that finds no queue at all; less with a longer one. */
const GROWTH = 0.04;
/** After so many probes in a row without a queue it grows twice as fast, after twice as many three times: what was cut for nothing is back in three seconds. */
const SOONER_AFTER = 5;
/** At the start, and never more. */
const MOST_GROWTH = 0.5;
/** Over what arrives by so much at most, so that no queue grows for long before it is seen. */
const AHEAD = 2;
/** What arrives lags behind a rate that grows. */
const LAG = 1.25;
/** Under what arrives, while a queue is to become shorter. */
const DRAIN = 0.6;
/** Of what has arrived, when the queue is gone. */
const AFTER_DRAIN = 0.9;
const MOST_CUT = 0.5;
/** What may go at once: a page that is busy with a call looks again after some of it. */
const BURST_MS = 100;
/** The least that goes at once: a piece that is worth its header. */
const LEAST_BURST_BYTES = 2_048;
/** The shortest trip of so long counts; routes do not change more often without a new connection. */
const BASE_MS = 300_000;
/** So long at the least rate, and it is the way that has grown longer, not the queue. */
const LONGER_WAY_MS = 10_000;
/**
 * A queue holds up all probes, a busy page or a busy machine some of them: the shortest of so many in a row is what the link does. Two browsers that share
 * two busy cores have single trips of 300 ms, and hardly ever four in a row of 75.
 */
const WITNESSES = 4;
/** Enough to grow no more: who stops for a queue that was none loses nothing. */
const DOUBTS = 2;
/** Probes may be lost (they are never sent again); so long without any, nothing gets through. */
export const SILENCE_MS = 600;

/**
 * Lets a file go as fast as the voice beside it does not suffer: the round trip of the call's own connection may grow by so much over its shortest, and no more.
 * Delay against a target is the idea of LEDBAT (RFC 6817), here with a round trip for a one-way delay; what a link can do is taken from what arrives. Rates are
 * bytes a second.
 */
export class Governor {
  #rate = START_RATE;
  #base = Infinity;
  #baseAt = 0;
  /** The latest trips, the newest first. */
  #trips: number[] = [];
  readonly #delivery = new DeliveryMeter();
  #starting = true;
  /** What arrived when the queue was found that is being drained. */
  #drainedFrom: number | null = null;
  /** Probes in a row without a queue. */
  #free = 0;
  #cutAt = -Infinity;
  #lowestSince: number | null = null;
  #credit = 0;
  #creditedAt: number;
  #used = 0;
  #usedSince: number;
  #full = false;
  #heardAt: number;
  #checkedAt: number;

  constructor(now: number) {
    this.#creditedAt = this.#usedSince = this.#heardAt = this.#checkedAt = now;
  }

  get rate(): number {
    return this.#rate;
  }

  /** When to probe again. */
  get probeMs(): number {
    return this.#starting ? START_PROBE_MS : PROBE_MS;
  }

  /** Whether the way was found full, or silent, since the last question. */
  takeFull(): boolean {
    const full = this.#full;
    this.#full = false;
    return full;
  }

  /** How many bytes may go now. */
  allowance(now: number): number {
    const elapsed = Math.max(0, now - this.#creditedAt);
    this.#creditedAt = now;
    this.#credit = Math.min(Math.max(LEAST_BURST_BYTES, (this.#rate * BURST_MS) / 1000), this.#credit + (this.#rate * elapsed) / 1000);
    return this.#credit;
  }

  spend(bytes: number): void {
    this.#credit -= bytes;
    this.#used += bytes;
  }

  /** A probe has come back. */
  trip(now: number, { roundTripMs, countedAtMs, receivedBytes }: Probe): void {
    this.#heardAt = now;
    this.#delivery.count(countedAtMs, receivedBytes);
    if (roundTripMs <= this.#base || now - this.#baseAt > BASE_MS) {
      this.#base = roundTripMs;
      this.#baseAt = now;
    }
    this.#trips = [roundTripMs, ...this.#trips].slice(0, WITNESSES);
    const queueMs = Math.min(...this.#trips) - this.#base;
    const doubtMs = Math.min(...this.#trips.slice(0, DOUBTS)) - this.#base;
    if (queueMs > TARGET_MS) this.#cut(now, queueMs);
    else if (doubtMs > TARGET_MS / 2) this.#hold();
    else this.#grow(now, queueMs);
  }

  /** To be called between probes. */
  check(now: number): void {
    // What did not come while this page itself stood still may have arrived.
    const stoodStillMs = now - this.#checkedAt - 2 * BURST_MS;
    if (stoodStillMs > 0) this.#heardAt = Math.min(now, this.#heardAt + stoodStillMs);
    this.#checkedAt = now;
    if (now - this.#heardAt > SILENCE_MS) this.#cut(now, Infinity);
  }

  /** The way without a queue; Infinity before the first probe has come back. */
  get shortestTripMs(): number {
    return this.#base;
  }

  /** Whether probes come back. */
  hears(now: number): boolean {
    return now - this.#heardAt <= SILENCE_MS;
  }

  /** Nothing was probed for a while: silence begins to count now. */
  resume(now: number): void {
    this.#heardAt = this.#usedSince = this.#checkedAt = now;
    this.#used = 0;
    this.#trips = [];
    this.#delivery.reset();
  }

  /** Perhaps a queue: no faster than what arrives, and no slower. */
  #hold(): void {
    this.#free = Math.floor(this.#free / 2);
    const arriving = this.#delivery.best * (this.#starting ? LAG : 1);
    if (this.#drainedFrom === null && arriving > 0) this.#rate = Math.max(LEAST_RATE, Math.min(this.#rate, arriving));
  }

  #cut(now: number, queueMs: number): void {
    this.#starting = false;
    this.#free = 0;
    // What was cut shows when the queue of then is gone.
    const drainMs = Math.min(queueMs, SILENCE_MS) / (1 - DRAIN);
    if (now - this.#cutAt < drainMs + BURST_MS) return;
    this.#cutAt = now;
    this.#full = true;
    const arriving = Number.isFinite(queueMs) ? this.#delivery.latest : null;
    this.#drainedFrom = arriving;
    this.#rate = Math.max(LEAST_RATE, arriving === null || arriving === 0 ? this.#rate * MOST_CUT : Math.min(this.#rate, arriving) * DRAIN);
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
    if (this.#drainedFrom !== null) {
      this.#rate = Math.max(this.#rate, this.#drainedFrom * AFTER_DRAIN);
      this.#drainedFrom = null;
    }
    const elapsed = now - this.#usedSince;
    // A rate that nobody uses says nothing about the link.
    const wanted = elapsed > 0 && (this.#used * 1000) / elapsed > this.#rate / 2;
    this.#used = 0;
    this.#usedSince = now;
    if (!wanted) return;
    this.#free += 1;
    const growth = this.#starting ? MOST_GROWTH : Math.min(MOST_GROWTH, GROWTH * Math.max(0, 1 - queueMs / TARGET_MS) * (1 + this.#free / SOONER_AFTER));
    const ahead = Math.max(START_RATE, AHEAD * this.#delivery.best);
    this.#rate = Math.min(MOST_RATE, Math.max(this.#rate, Math.min(this.#rate * (1 + growth), ahead)));
  }
}
