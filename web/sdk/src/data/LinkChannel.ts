import type { Clock } from "../environment/Clock.ts";

/** Named once for both sides, as with the control channel. */
const LABEL = "callbox.link";
const ID = 1;

const PING = 0;
const PONG = 1;
/** A kind (8 bits) and the time of who asks, as it likes to count it (64 bits). */
const PING_BYTES = 9;
/** The same, the time of who answers, and how many bytes have come on carriers until then (64 bits each). */
const PONG_BYTES = 25;
/** No message of docs/PROTOCOL.md, Of the link, comes near it; what is longer is dropped unread. */
const MAX_TEXT_CHARACTERS = 256;
/** Twice as many as are asked for while a file goes; what is over it is no probe. */
const MAX_ANSWERS_PER_SECOND = 40;

/** What an answer tells: how long it took, and how many bytes of files the other side had received when it counted them, by its own clock. */
export interface Probe {
  readonly roundTripMs: number;
  readonly countedAtMs: number;
  readonly receivedBytes: number;
}

export interface ProbeEvents {
  /** An answer has come. */
  probed(probe: Probe): void;
  /** How many bytes of files have come here, for an answer. */
  receivedBytes(): number;
}

export interface LinkChannelEvents extends ProbeEvents {
  /** The other side says something of the link. */
  said(text: string): void;
}

/**
 * What is true of a link now, measured and said: an unordered channel without retransmissions (RFC 8831, section 6.1), whose messages wait in the same queues as the
 * voice, and are never late because an earlier one was lost (docs/adr/0011, 0021).
 */
export class LinkChannel {
  #channel: RTCDataChannel | null = null;
  #answers = 0;
  #answersSince = 0;

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly clock: Clock,
    private readonly events: LinkChannelEvents,
  ) {}

  /** As with the control channel: beside it, once. */
  make(): void {
    if (this.#channel !== null) return;
    const channel = this.connection.createDataChannel(LABEL, { negotiated: true, id: ID, ordered: false, maxRetransmits: 0 });
    channel.binaryType = "arraybuffer";
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) this.#probed(new DataView(data));
      else if (typeof data === "string" && data.length <= MAX_TEXT_CHARACTERS) this.events.said(data);
    };
    this.#channel = channel;
  }

  /** It may be lost: whoever says it says it again while it is so. */
  say(text: string): void {
    this.#send((channel) => channel.send(text));
  }

  /** Asks for the round trip of now; the answer may never come. */
  ask(): void {
    const frame = new DataView(new ArrayBuffer(PING_BYTES));
    frame.setUint8(0, PING);
    frame.setFloat64(1, this.clock.now());
    this.#send((channel) => channel.send(frame));
  }

  drop(): void {
    if (this.#channel !== null) this.#channel.onmessage = null;
    this.#channel = null;
  }

  #probed(frame: DataView<ArrayBuffer>): void {
    if (frame.byteLength === PONG_BYTES && frame.getUint8(0) === PONG) {
      const roundTripMs = this.clock.now() - frame.getFloat64(1);
      if (roundTripMs >= 0) this.events.probed({ roundTripMs, countedAtMs: frame.getFloat64(9), receivedBytes: frame.getFloat64(17) });
    } else if (frame.byteLength === PING_BYTES && frame.getUint8(0) === PING && this.#mayAnswer()) {
      const answer = new DataView(new ArrayBuffer(PONG_BYTES));
      answer.setUint8(0, PONG);
      answer.setFloat64(1, frame.getFloat64(1));
      answer.setFloat64(9, this.clock.now());
      answer.setFloat64(17, this.events.receivedBytes());
      this.#send((channel) => channel.send(answer));
    }
  }

  #mayAnswer(): boolean {
    const now = this.clock.now();
    if (Math.abs(now - this.#answersSince) >= 1_000) {
      this.#answersSince = now;
      this.#answers = 0;
    }
    this.#answers += 1;
    return this.#answers <= MAX_ANSWERS_PER_SECOND;
  }

  #send(send: (channel: RTCDataChannel) => void): void {
    if (this.#channel?.readyState !== "open") return;
    try {
      send(this.#channel);
    } catch {
      // The browser's buffer is full: that nothing comes back says enough.
    }
  }
}
