import type { Cancel, Clock } from "../environment/Clock.ts";

/** A look costs next to nothing: the browser keeps the answer ready, unlike that of `getStats`. */
const LOOK_MS = 250;
/** While there is none: what tells first that the network is back must not come late itself. */
const LISTEN_MS = 50;
/** A voice sends 50 packets a second, also while it is muted: so long without any is no jitter. */
const SILENCE_MS = 1_000;

export interface PulseEvents {
  /** The other side's sound has stopped coming, and it has not said that it stops. */
  stopped(): void;
  /** It comes again. */
  returned(): void;
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
    this.#stopped = false;
  }

  #plan(): void {
    this.#timer = this.clock.after(this.#stopped ? LISTEN_MS : LOOK_MS, () => {
      if (this.#expected) this.#look();
      if (this.#connection !== null) this.#plan();
    });
  }

  #look(): void {
    const [sound] = this.#connection?.getTransceivers() ?? [];
    const newest = sound?.receiver.getSynchronizationSources()[0]?.timestamp ?? null;
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
}
