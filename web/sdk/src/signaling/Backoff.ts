/** The first attempts come fast: most losses are a network change or a restarted server. */
const FIRST_DELAY_MS = 250;
/** In a call most losses are a change of network, and a new socket works at once. */
const FIRST_CALL_DELAY_MS = 100;
/** Without a call a page may wait; a whole house that comes back at once should not fall on the server. */
const IDLE_LIMIT_MS = 15_000;
/** In a call somebody is waiting: after an outage the socket must be back within a second. */
const CALL_LIMIT_MS = 1_000;

/** TCP, TLS and HTTP upgrade of a slow network; past it a lost SYN would wait for its own slow repetition. */
const PATIENCE_MS = 4_000;
/**
 * In a call: systems repeat a lost SYN after 1 s and then ever more rarely, so an attempt of 2 s that is begun anew knocks
 * once a second. Shorter ones would knock no more often than Chromium allows: it delays a page whose sockets fail often.
 */
const CALL_PATIENCE_MS = 2_000;
/** Of so many attempts in a call one gets the whole time, so that a slow network is not locked out. */
const PATIENT_EVERY = 3;

/** Exponential back-off with full jitter: each delay lies between a half and the whole of the doubled one before. */
export class Backoff {
  #failures = 0;

  constructor(private readonly jitter: () => number) {}

  /** The time to wait before the next attempt. */
  nextDelayMs(inCall: boolean): number {
    const limit = inCall ? CALL_LIMIT_MS : IDLE_LIMIT_MS;
    const whole = Math.min(limit, (inCall ? FIRST_CALL_DELAY_MS : FIRST_DELAY_MS) * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    return whole * (0.5 + this.jitter() / 2);
  }

  /** How long the next attempt may take to open. */
  patienceMs(inCall: boolean): number {
    return inCall && (this.#failures + 1) % PATIENT_EVERY !== 0 ? CALL_PATIENCE_MS : PATIENCE_MS;
  }

  /** After a success, or with a reason to hope for one. */
  startAnew(): void {
    this.#failures = 0;
  }
}
