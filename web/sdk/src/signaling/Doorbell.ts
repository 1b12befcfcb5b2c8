import type { Cancel, Clock } from "../environment/Clock.ts";
import type { AskAddress } from "../environment/Environment.ts";

/** A refusal is here in one round trip and costs next to nothing; and what waits for a server that starts is a picture. */
const EVERY_MS = 100;
/** Most servers that start again have done so by now; who waits longer does not see the difference, and a battery does. */
const EAGER_ASKS = 100;
const PATIENT_EVERY_MS = 1_000;
/** An ask that hangs is in a black hole, or on a slow network whose socket has as long. */
const PATIENCE_MS = 4_000;
/** After an answer: the socket has opened by then, or something else is the matter with it. */
const REST_MS = 4_000;

/**
 * Asks the server over HTTP whether it is there, while the socket is away: browsers make a page wait that has opened sockets in vain, and so these are tried
 * ever more rarely; a plain request they let through. One at a time: in a black hole it is no more than the socket's own attempt.
 */
export class Doorbell {
  #timer: Cancel | null = null;
  #ask: AbortController | null = null;
  #asks = 0;
  readonly #url: string;

  /** `socketUrl`: the WebSocket's, beside which the address is that tells how the server is. */
  constructor(
    private readonly clock: Clock,
    socketUrl: string,
    private readonly askAddress: AskAddress,
    private readonly answered: () => void,
  ) {
    this.#url = new URL("healthz", socketUrl.replace(/^ws/, "http")).href;
  }

  start(): void {
    if (this.#timer !== null) return;
    this.#asks = 0;
    this.#plan(EVERY_MS);
  }

  stop(): void {
    this.#timer?.();
    this.#timer = null;
    this.#ask?.abort();
    this.#ask = null;
  }

  #plan(delayMs: number): void {
    this.#timer?.();
    this.#timer = this.clock.after(delayMs, () => void this.#ring());
  }

  async #ring(): Promise<void> {
    const ask = new AbortController();
    this.#ask = ask;
    this.#asks += 1;
    this.#timer = this.clock.after(PATIENCE_MS, () => ask.abort());
    const isThere = await this.askAddress(this.#url, ask.signal).catch(() => false);
    if (this.#ask !== ask) return;
    this.#ask = null;
    this.#plan(isThere ? REST_MS : this.#asks < EAGER_ASKS ? EVERY_MS : PATIENT_EVERY_MS);
    if (isThere) this.answered();
  }
}
