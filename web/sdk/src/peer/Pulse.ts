import type { Cancel, Clock } from "../environment/Clock.ts";

/** A look costs next to nothing: the browser keeps the answer ready, unlike that of `getStats`. What tells first that the network is away, or back, must not come late itself. */
const LOOK_MS = 50;
/** A voice sends 50 packets a second, also while it is muted: so long without any is no jitter. */
const SILENCE_MS = 1_000;
/** The last packet is so much older than it has been lately: some have not come, since jitter is evened out before they are played. Ten milliseconds are played at a time. */
const FALTERING_MS = 60;
/** A clock that is set, or a machine that has slept, is one of "lately" for so many looks. */
const LATELY_LOOKS = 40;

export interface PulseEvents {
  /** The other side's sound has stopped coming, and it has not said that it stops. */
  stopped(): void;
  /** It comes again. */
  returned(): void;
  /** Some of what was expected until now has not come. */
  faltered(): void;
}

/**
 * Whether sound packets come in on a connection (WebRTC 1.0, getSynchronizationSources). ICE takes five seconds to doubt a
 * route, and a TCP connection that waits for its next repetition does not see that the network is back: packets that come
 * fifty times a second tell both at once (docs/adr/0008). A browser that does not say what it plays is never taken for silent.
 */
export class Pulse {
  #connection: Pick<RTCPeerConnection, "getTransceivers"> | null = null;
  #expected = false;
  #timer: Cancel | null = null;
  #newest: number | null = null;
  #heardAt: number | null = null;
  #stopped = false;
  /** How old the last packet was at each of the last looks, by the difference of two clocks that need not agree. */
  #ages: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly events: PulseEvents,
  ) {}

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Begins with a connection that is up. */
  watch(connection: Pick<RTCPeerConnection, "getTransceivers">): void {
    if (this.#connection === connection) return;
    this.stop();
    this.#connection = connection;
    this.#plan();
  }

  /** Whether the other side says that it sends sound. */
  expect(expected: boolean): void {
    if (this.#expected === expected) return;
    this.#expected = expected;
    this.#forget();
  }

  stop(): void {
    this.#timer?.();
    this.#timer = null;
    this.#connection = null;
    this.#forget();
  }

  #forget(): void {
    this.#newest = this.#heardAt = null;
    this.#ages = [];
    this.#stopped = false;
  }

  #plan(): void {
    this.#timer = this.clock.after(LOOK_MS, () => {
      if (this.#expected) this.#look();
      if (this.#connection !== null) this.#plan();
    });
  }

  #look(): void {
    const [sound] = this.#connection?.getTransceivers() ?? [];
    const newest = sound?.receiver.getSynchronizationSources()[0]?.timestamp ?? null;
    if (newest !== null) this.#age(this.clock.now() - newest);
    if (newest !== null && newest !== this.#newest) {
      this.#newest = newest;
      this.#heardAt = this.clock.now();
      if (!this.#stopped) return;
      this.#stopped = false;
      this.events.returned();
    } else if (!this.#stopped && this.#heardAt !== null && this.clock.now() - this.#heardAt >= SILENCE_MS) {
      this.#stopped = true;
      this.events.stopped();
    }
  }

  #age(ms: number): void {
    const falters = ms - Math.min(...this.#ages) >= FALTERING_MS;
    this.#ages.push(ms);
    if (this.#ages.length > LATELY_LOOKS) this.#ages.shift();
    if (falters && !this.#stopped) this.events.faltered();
  }
}
