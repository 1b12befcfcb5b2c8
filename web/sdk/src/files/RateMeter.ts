/** Long enough for a steady figure, short enough to follow a link that changes. */
const WINDOW_MS = 4_000;
/** Before that there is nothing to say. */
const LEAST_MS = 500;

/** How fast something has grown over the last seconds. */
export class RateMeter {
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  add(now: number, bytes: number): void {
    this.#samples.push({ at: now, bytes });
    while ((this.#samples[1]?.at ?? Infinity) <= now - WINDOW_MS) this.#samples.shift();
  }

  /** Bytes a second, or null while nothing moves. */
  rate(now: number): number | null {
    const recent = this.#samples.filter(({ at }) => at > now - WINDOW_MS);
    const [first] = recent;
    if (first === undefined || now - first.at < LEAST_MS) return null;
    const bytes = recent.slice(1).reduce((sum, sample) => sum + sample.bytes, 0);
    return bytes === 0 ? null : (bytes * 1000) / (now - first.at);
  }

  reset(): void {
    this.#samples = [];
  }
}
