import type { Clock } from "../environment/Clock.ts";
import { Pulse } from "./Pulse.ts";
import { RestartPolicy } from "./RestartPolicy.ts";

/** What both sides say of an outage, and its end, has come within this time of the end. */
const RETURNING_MS = 1_000;
/** For so long after an outage the bitrate is being found, and what was missed is sent again: packets come as they like. */
const UNEVEN_MS = 4_000;

export interface WatchEvents {
  /** It is time to do something about the route, once more. */
  attempt(attempt: number): void;
  /** It will be, when something gets through again. */
  prepare(): void;
  /** Sound and picture have stopped, although the connection is up. */
  silent(): void;
  /** Some of the sound has not come. */
  faltered(): void;
  /** They come again. The pulse and the state of the connection tell it one after the other: `first` is whichever is before. */
  returned(first: boolean): void;
}

/** Watches whether the media of one link come: since when they do not, and when something is to be done about it. */
export class LinkWatch {
  readonly #policy: RestartPolicy;
  readonly #pulse: Pulse;
  #wasConnected = false;
  #lostAt: number | null = null;
  #returnedAt: number | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly events: WatchEvents,
  ) {
    this.#policy = new RestartPolicy(clock, {
      restart: (attempt) => events.attempt(attempt),
      prepare: () => events.prepare(),
    });
    this.#pulse = new Pulse(clock, {
      stopped: () => {
        this.#policy.silent();
        events.silent();
      },
      returned: () => this.#returned(),
      faltered: () => events.faltered(),
    });
  }

  /** Once at least, on any connection. */
  get wasConnected(): boolean {
    return this.#wasConnected;
  }

  /** Since when a picture that was there is away. */
  get lostAt(): number | null {
    return this.#lostAt;
  }

  /** Nothing comes from the other side, as far as the browser tells. */
  get isSilent(): boolean {
    return this.#pulse.stopped;
  }

  /** Nothing comes from the other side, and nothing can be said to it. */
  get isCutOff(): boolean {
    return this.isSilent && !this.#policy.isReachable;
  }

  get hasJustReturned(): boolean {
    return this.#returnedWithin(RETURNING_MS);
  }

  /** Whether packets that are late or lost say nothing yet of what the link carries. */
  get isUneven(): boolean {
    return this.#returnedWithin(UNEVEN_MS);
  }

  /** Whether signals get through to the other device now. */
  reachable(reachable: boolean): void {
    this.#policy.reachable(reachable);
  }

  /** Whether the other side says that it sends sound. */
  expectSound(expected: boolean): void {
    this.#pulse.expect(expected);
    if (!expected) this.#policy.expectsNothing();
  }

  networkChanged(): void {
    this.#policy.networkChanged();
  }

  stateChanged(connection: RTCPeerConnection): void {
    const { connectionState: state } = connection;
    if (state === "connected") {
      if (this.#lostAt !== null) this.#returned();
      this.#wasConnected = true;
      this.#lostAt = null;
      this.#pulse.watch(connection);
    } else if (state === "disconnected" || state === "failed") this.#markLost();
    this.#policy.connectionState(state);
  }

  /** Nothing can be made of the connection any more, whatever its state. */
  broken(): void {
    this.#policy.connectionState("failed");
  }

  /** A connection begins, the first one or another. */
  begins(): void {
    this.#markLost();
    this.#policy.renewed();
  }

  /** The present connection is closed. */
  rest(): void {
    this.#pulse.stop();
  }

  stop(): void {
    this.#policy.stop();
    this.rest();
  }

  #returnedWithin(ms: number): boolean {
    return this.#returnedAt !== null && this.clock.now() - this.#returnedAt < ms;
  }

  #returned(): void {
    this.#policy.heard();
    const first = !this.hasJustReturned;
    if (first) this.#returnedAt = this.clock.now();
    this.events.returned(first);
  }

  #markLost(): void {
    if (this.#wasConnected) this.#lostAt ??= this.clock.now();
  }
}
