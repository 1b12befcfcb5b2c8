import type { Cancel, Clock } from "../environment/Clock.ts";

interface Planned {
  readonly at: number;
  readonly action: () => void;
}

/** Lets everything run that promises and microtasks have ready. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A clock that a test moves by hand. */
export class FakeClock implements Clock {
  #now = 1_790_000_000_000;
  #planned: Planned[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, action: () => void): Cancel {
    const planned = { at: this.#now + delayMs, action };
    this.#planned.push(planned);
    return () => {
      this.#planned = this.#planned.filter((each) => each !== planned);
    };
  }

  /** Moves on; what is due happens in its order, each with its promises settled. */
  async advance(ms: number): Promise<void> {
    await settled();
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#planned = this.#planned.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
      await settled();
    }
    this.#now = end;
  }

  /** Moves on while the machine sleeps: what was due happens late, at the end. */
  async sleep(ms: number): Promise<void> {
    this.#now += ms;
    await this.advance(0);
  }

  get idle(): boolean {
    return this.#planned.length === 0;
  }

  #next(end: number): Planned | undefined {
    return this.#planned.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
