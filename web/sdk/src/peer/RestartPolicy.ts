import type { Cancel, Clock } from "../environment/Clock.ts";

/** Chromium says `disconnected` after some seconds without an answer, and often recovers by itself within two more. */
const DISCONNECTED_MS = 2_000;
/** A first connection over TURN on a slow network takes up to here. */
const CONNECTING_MS = 5_000;
/** Each attempt gets longer to succeed, so that a slow network is not cut off by our own impatience. */
const FIRST_RETRY_MS = 2_500;
const RETRY_FACTOR = 1.5;
/** Somebody is waiting, and checks of an attempt that was made while the network was away find nothing when it is back. */
const RETRY_LIMIT_MS = 4_000;
/** A changed network over which the old route carries again shows it within this time, and then nothing is restarted. */
const AHEAD_MS = 500;

export interface RestartEvents {
  /** It is time to restart; `attempt` counts from 1 since the link was last connected. */
  restart(attempt: number): void;
  /** A restart is due, and nothing gets through that would say so: what can be done without the other side can be done now. */
  prepare(): void;
}

/**
 * When to restart ICE on one link (RFC 8445, section 9; WebRTC 1.0, restartIce). It watches `connectionState`, which unlike
 * `iceConnectionState` reaches `failed` in every browser.
 *
 * Attempts are made while both sides want the call and can be reached by signaling; what falls due meanwhile is made up for
 * at once when they can.
 */
export class RestartPolicy {
  #state: RTCPeerConnectionState = "new";
  #reachable = false;
  #silent = false;
  /** What had fallen silent is heard again, and the state has not changed since. */
  #heardAgain = false;
  #attempts = 0;
  #due = false;
  #timer: Cancel | null = null;
  #preparation: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly events: RestartEvents,
  ) {}

  get isReachable(): boolean {
    return this.#reachable;
  }

  connectionState(state: RTCPeerConnectionState): void {
    this.#state = state;
    this.#heardAgain = false;
    switch (state) {
      case "connected":
        this.#settle();
        return;
      case "disconnected":
        if (this.#attempts === 0) this.#arm(DISCONNECTED_MS);
        return;
      case "failed":
        if (this.#attempts === 0) this.#now();
        return;
      case "new":
      case "connecting":
        this.#expectConnection();
        return;
      case "closed":
        this.stop();
        return;
    }
  }

  /** Nothing comes in any more, whatever the state still says: it is as good as disconnected. */
  silent(): void {
    this.#silent = true;
    this.#heardAgain = false;
    if (this.#state === "connected" && this.#attempts === 0) this.#arm(DISCONNECTED_MS);
  }

  /** Something comes in, whatever the state still says: the route carries, and another one would begin at a low bitrate. */
  heard(): void {
    if (!this.#silent) return;
    this.#silent = false;
    this.#heardAgain = true;
    if (this.#state === "connected") this.#settle();
    else {
      this.#notDue();
      this.#arm(DISCONNECTED_MS);
    }
  }

  /** The other side sends no sound any more, and says so: the state alone tells how the route is. */
  expectsNothing(): void {
    this.#silent = false;
  }

  /** Whether a restart offer would get through: our signaling is connected, and the other device is there. */
  reachable(reachable: boolean): void {
    const back = reachable && !this.#reachable;
    this.#reachable = reachable;
    if (!back) return;
    const broken = this.#state === "disconnected" || this.#state === "failed";
    if (this.#due || this.#silent || (broken && !this.#heardAgain)) this.#now();
    else if (this.#state !== "connected") this.#expectConnection();
  }

  /** The routes of before are in doubt, whatever the state still says. */
  networkChanged(): void {
    this.#now();
    if (!this.#due) return;
    this.#preparation?.();
    this.#preparation = this.clock.after(AHEAD_MS, () => this.events.prepare());
  }

  /** The connection was replaced by a new one, which gets its own time to connect. */
  renewed(): void {
    this.#state = "new";
    this.#silent = this.#heardAgain = false;
    this.#expectConnection();
  }

  stop(): void {
    this.#timer?.();
    this.#timer = null;
    this.#notDue();
  }

  #notDue(): void {
    this.#due = false;
    this.#preparation?.();
    this.#preparation = null;
  }

  /** The time to connect runs only while somebody is there to connect with. */
  #expectConnection(): void {
    if (this.#reachable && this.#attempts === 0 && this.#timer === null) this.#arm(CONNECTING_MS);
  }

  #settle(): void {
    this.stop();
    this.#attempts = 0;
  }

  #arm(delayMs: number): void {
    this.#timer?.();
    this.#timer = this.clock.after(delayMs, () => this.#look());
  }

  /** A restart on a route that still carries ends without an event: `connected` all the while. Of silence alone there is one. */
  #look(): void {
    const carries = !this.#silent || this.#attempts > 0;
    if (this.#state === "connected" && carries) this.#settle();
    else this.#now();
  }

  #now(): void {
    this.#timer?.();
    this.#timer = null;
    if (!this.#reachable) {
      this.#due = true;
      return;
    }
    this.#notDue();
    this.#attempts += 1;
    this.#arm(Math.min(RETRY_LIMIT_MS, FIRST_RETRY_MS * RETRY_FACTOR ** (this.#attempts - 1)));
    this.events.restart(this.#attempts);
  }
}
