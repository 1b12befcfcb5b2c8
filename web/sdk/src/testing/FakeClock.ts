import type { Cancel, Clock } from "../environment/Clock.ts";

interface Planned {
  readonly at: number;
  readonly action: () => void;
}

/** Lets everything run that promises and microtasks have ready. A message is the soonest that comes after them: a timer waits for a millisecond, and a test may advance through thousands. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** The same, and a moment for what the browser does on threads of its own: hashing. */
export const settledAndHashed = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A clock that a test moves by hand. */
export class FakeClock implements Clock {
  #now = 1_790_000_000_000;
  #planned: Planned[] = [];

  /** `settle`: lets everything run that is ready. */
  constructor(private readonly settle: () => Promise<void> = settled) {}

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
    await this.settle();
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#planned = this.#planned.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
      await this.settle();
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
