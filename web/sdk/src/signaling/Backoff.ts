/** The first attempts come fast: most losses are a network change or a restarted server. */
const FIRST_DELAY_MS = 250;
/** Without a call a page may wait; a whole house that comes back at once should not fall on the server. */
const IDLE_LIMIT_MS = 15_000;
/** In a call somebody is waiting: after an outage the socket must be back within a second. */
const CALL_LIMIT_MS = 1_000;

/** Exponential back-off with full jitter: each delay lies between a half and the whole of the doubled one before. */
export class Backoff {
  #failures = 0;

  constructor(private readonly jitter: () => number) {}

  /** The time to wait before the next attempt. */
  nextDelayMs(inCall: boolean): number {
    const limit = inCall ? CALL_LIMIT_MS : IDLE_LIMIT_MS;
    const whole = Math.min(limit, FIRST_DELAY_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    return whole * (0.5 + this.jitter() / 2);
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
