/** Over less, what came in one go would count as a rate; over more, a start that doubles would be seen too late. */
const WINDOW_MS = 200;
/** The best of so long is what the way can do: it may be that nothing was to be sent just now. */
const BEST_MS = 1_000;

interface Count {
  readonly atMs: number;
  readonly bytes: number;
}

/** How fast bytes come to the other side, from what it has counted until different times of its own clock. */
export class DeliveryMeter {
  #counts: readonly Count[] = [];
  #rates: readonly { readonly atMs: number; readonly rate: number }[] = [];

  /** Bytes a second lately; null before two counts. */
  get latest(): number | null {
    return this.#rates[0]?.rate ?? null;
  }

  /** The most of the last second; 0 before two counts. */
  get best(): number {
    return Math.max(0, ...this.#rates.map(({ rate }) => rate));
  }

  /** A count that is older than one that has come, or makes no sense, is passed over. */
  count(atMs: number, bytes: number): void {
    const previous = this.#counts[0];
    if (!Number.isFinite(atMs) || !Number.isFinite(bytes)) return;
    if (previous !== undefined && (atMs <= previous.atMs || bytes < previous.bytes)) return;
    this.#counts = [{ atMs, bytes }, ...this.#counts.filter((count) => atMs - count.atMs <= 2 * WINDOW_MS || count === previous)];
    const since = this.#counts.find((count) => atMs - count.atMs >= WINDOW_MS) ?? this.#counts.at(-1);
    if (since === undefined || since.atMs === atMs) return;
    const rate = ((bytes - since.bytes) * 1000) / (atMs - since.atMs);
    this.#rates = [{ atMs, rate }, ...this.#rates.filter((one) => atMs - one.atMs <= BEST_MS)];
  }

  /** Nothing was counted for a while. */
  reset(): void {
    this.#counts = [];
    this.#rates = [];
  }
}
