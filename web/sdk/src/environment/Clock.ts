/** Takes back what was planned; harmless when it has already happened. */
export type Cancel = () => void;

/** Time as the SDK sees it. Everything that waits, waits on a Clock, so that a test moves time by hand. */
export interface Clock {
  /** Milliseconds since the epoch (Date.now). */
  now(): number;
  /** Calls `action` once, `delayMs` from now. */
  after(delayMs: number, action: () => void): Cancel;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Settles with what is waited for, or after so long without it. */
export function settledWithin(clock: Clock, ms: number, awaited: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    const settle = (): void => {
      cancel();
      resolve();
    };
    awaited.then(settle, settle);
  });
}
