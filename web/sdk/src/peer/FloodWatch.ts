import type { Cancel, Clock } from "../environment/Clock.ts";

/** Two of them one after the other: at the end of an outage some packets come in one, and all of them in the next. And no longer: what is lost meanwhile is asked for after 0.5 s. */
const WINDOW_MS = 150;
const WINDOWS = 2;
/** Of the fifteen packets of both windows; and of those of each, of which there would be seven or eight. A link of 300 kbit/s lets two thirds through; where one packet in twenty is lost by chance, five of fifteen hardly ever are. */
const MOST_IN_A_FLOOD = 10;
const MOST_IN_A_WINDOW = 6;

/** On a connection, since its beginning (W3C webrtc-stats). */
export interface Received {
  /** Of the other side's sound: RTCInboundRtpStreamStats, packetsReceived. */
  readonly soundPackets: number;
  /** Of everything: RTCTransportStats, bytesReceived. */
  readonly bytes: number;
}

export interface FloodEvents {
  /** What has come so far; null: nobody knows. */
  received(): Promise<Received | null>;
  /** And so much comes through of everything. */
  flooded(receivedBps: number): void;
}

/**
 * Tells a link that has become narrow from one that is away (docs/adr/0018, 0021). Sound that falters is looked at more closely: in a flood something comes through all the time.
 */
export class FloodWatch {
  #timer: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly events: FloodEvents,
  ) {}

  /** Some of the sound has not come. */
  faltered(): void {
    if (this.#timer === null) this.#look(this.events.received(), 1, 0);
  }

  stop(): void {
    this.#timer?.();
    this.#timer = null;
  }

  #look(before: Promise<Received | null>, window: number, soundPackets: number): void {
    this.#timer = this.clock.after(WINDOW_MS, () => void this.#judge(before, window, soundPackets));
  }

  async #judge(before: Promise<Received | null>, window: number, earlierPackets: number): Promise<void> {
    const timer = this.#timer;
    const after = this.events.received();
    const [first, last] = await Promise.all([before, after]);
    if (this.#timer !== timer) return;
    this.#timer = null;
    if (first === null || last === null) return;
    const soundPackets = last.soundPackets - first.soundPackets;
    const isAway = last.bytes <= first.bytes;
    if (isAway || soundPackets > MOST_IN_A_WINDOW || earlierPackets + soundPackets > MOST_IN_A_FLOOD) return;
    if (window === WINDOWS) this.events.flooded(Math.round(((last.bytes - first.bytes) * 8_000) / WINDOW_MS));
    else this.#look(after, window + 1, soundPackets);
  }
}
