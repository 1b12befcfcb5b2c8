import type { Cancel, Clock } from "../environment/Clock.ts";
import type { Candidate } from "../signaling/Signal.ts";

/** Chromium tells a connection of a new address up to 1.5 s after it came. Who has no candidate by then gets none, or it goes another way. */
const HOLD_MS = 1_500;

/**
 * Lets the other side know of a candidate before a check from it comes. After an ICE restart the other side's candidates wait here until the first of our own has reached
 * the server: a check goes straight, a candidate by way of the server. One from an address that has not been told makes a peer-reflexive candidate (RFC 8445, section 7.3.1.3),
 * of lower priority than the old pair where both were host candidates; Chromium gives up such a pair unchecked, and the old one only when nothing has come on it for 2.5 s.
 */
export class CandidateOrder {
  #held: Candidate[] | null = null;
  #timer: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly add: (candidates: readonly Candidate[]) => void,
  ) {}

  /** ICE is restarted. */
  restart(): void {
    this.#held ??= [];
    this.#timer?.();
    this.#timer = this.clock.after(HOLD_MS, () => this.#release());
  }

  /** Candidates of ours have reached the server. A TCP candidate (RFC 6544) may still have the address of before. */
  told(candidates: readonly Candidate[]): void {
    if (candidates.some(({ candidate }) => / udp /i.test(candidate))) this.#release();
  }

  /** Candidates of the other side have come. */
  take(candidates: readonly Candidate[]): void {
    if (this.#held === null) this.add(candidates);
    else this.#held.push(...candidates);
  }

  drop(): void {
    this.#timer?.();
    this.#timer = this.#held = null;
  }

  #release(): void {
    const held = this.#held;
    this.drop();
    if (held !== null && held.length > 0) this.add(held);
  }
}
