import type { Cancel, Clock } from "../environment/Clock.ts";
import type { Candidate } from "../signaling/Signal.ts";
import { MAX_CANDIDATES } from "../signaling/Signal.ts";

/** Candidates of one gathering come in bursts; waiting this long puts a burst into one frame, and costs no one a picture. */
const BATCH_MS = 5;

/** Gathers local candidates (trickle ICE, RFC 8838) into few messages. */
export class CandidateBatch {
  #waiting: Candidate[] = [];
  #timer: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly send: (candidates: readonly Candidate[]) => void,
  ) {}

  add(candidate: RTCIceCandidate): void {
    const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    this.#waiting.push({ candidate: line, sdpMid, sdpMLineIndex, usernameFragment });
    if (this.#waiting.length >= MAX_CANDIDATES) this.flush();
    else this.#timer ??= this.clock.after(BATCH_MS, () => this.flush());
  }

  flush(): void {
    const candidates = this.#waiting;
    this.drop();
    if (candidates.length > 0) this.send(candidates);
  }

  drop(): void {
    this.#timer?.();
    this.#timer = null;
    this.#waiting = [];
  }
}
