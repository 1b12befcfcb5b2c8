import type { Cancel, Clock } from "../environment/Clock.ts";

/** Of one second of sound. Where less is made up nobody looks closer. */
const SUSPICIOUS_SHARE = 0.25;
const WINDOW_MS = 250;
/** Of the twelve or thirteen packets of a window. Where nothing comes it is an outage, and after one all of them do. */
const MOST_IN_A_FLOOD = 7;

export interface FloodEvents {
  /** How many packets of the other side's sound have come so far; null: nobody knows. */
  packetsReceived(): Promise<number | null>;
  flooded(): void;
}

/**
 * Tells a link that has become narrow from one that is away (docs/adr/0018). A second in which much of the sound was made up is looked at more closely: in a flood some packets come through all the time.
 */
export class FloodWatch {
  #timer: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly events: FloodEvents,
  ) {}

  /** Once a second, the share of sound that was made up in it. */
  measured(soundMadeUp: number | null): void {
    if (this.#timer !== null || (soundMadeUp ?? 0) < SUSPICIOUS_SHARE) return;
    const before = this.events.packetsReceived();
    this.#timer = this.clock.after(WINDOW_MS, () => void this.#judge(before));
  }

  stop(): void {
    this.#timer?.();
    this.#timer = null;
  }

  async #judge(before: Promise<number | null>): Promise<void> {
    const timer = this.#timer;
    const [first, last] = await Promise.all([before, this.events.packetsReceived()]);
    if (this.#timer !== timer) return;
    this.#timer = null;
    const received = (last ?? 0) - (first ?? 0);
    if (received > 0 && received <= MOST_IN_A_FLOOD) this.events.flooded();
  }
}
