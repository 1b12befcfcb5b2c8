import type { CarrierMessage } from "../data/fileMessages.ts";
import type { Cancel, Clock } from "../environment/Clock.ts";
import { CandidateBatch } from "../peer/CandidateBatch.ts";
import { Negotiation } from "../peer/Negotiation.ts";
import { MAX_OVERHEAD_BYTES } from "./Parcel.ts";

/** Named once for both sides: negotiated here, not on the wire. */
const LABEL = "callbox.files";
const ID = 0;
/** The low water mark on `bufferedAmount` is this share of the high one: some milliseconds of a fast link, until the page that is told puts more on it. */
const LOW_WATER = 0.25;
/** A page that is busy with the whole call still gets through in a fraction of it. */
const CONNECT_MS = 15_000;
/** As with the call's own link: an ICE connection that was interrupted for longer is replaced. */
const INTERRUPTION_MS = 2_000;
/** Half a chunk: of messages the larger ones take less time of both pages, and there is nobody else on a carrier whom they keep waiting. */
const MAX_PIECE_BYTES = 131_072;
/** No piece fills more than this share of the buffer, so that it is neither full nor empty for long. */
const MOST_OF_BUFFER = 0.25;
/** RFC 8841: what a peer takes that says nothing. */
const DEFAULT_MESSAGE_BYTES = 65_536;

export interface CarrierEvents {
  say(message: CarrierMessage): void;
  opened(): void;
  /** There is room for more. */
  drained(): void;
  received(message: ArrayBuffer): void;
  /** It is over, by whatever side; said once. */
  closed(): void;
}

/** An RTCPeerConnection with one data channel that carries parcels (docs/adr/0011). Who sends makes the offer. */
export class Carrier {
  readonly #negotiation: Negotiation;
  readonly #batch: CandidateBatch;
  #channel: RTCDataChannel | null = null;
  #highWaterBytes = 0;
  #deadline: Cancel | null;
  #over = false;

  constructor(
    private readonly clock: Clock,
    readonly id: string,
    private readonly connection: RTCPeerConnection,
    offers: boolean,
    private readonly events: CarrierEvents,
  ) {
    this.#batch = new CandidateBatch(clock, (candidates) => events.say({ type: "carrier.candidates", carrier: id, candidates }));
    this.#negotiation = new Negotiation(connection, !offers, {
      describe: (description) => events.say({ type: "carrier.description", carrier: id, description }),
      prepareAnswer: () => this.#make(),
      failed: () => this.close(),
      candidateRefused: () => undefined,
    });
    connection.onicecandidate = ({ candidate }) => {
      if (candidate !== null) this.#batch.add(candidate);
    };
    connection.onconnectionstatechange = () => this.#stateChanged(connection.connectionState);
    this.#deadline = clock.after(CONNECT_MS, () => this.close());
    if (offers) this.#make();
  }

  get isOpen(): boolean {
    return this.#channel?.readyState === "open";
  }

  /** Whether more is to be sent now, up to the high water mark on `bufferedAmount`; when not, `drained` follows. */
  get hasRoom(): boolean {
    return this.isOpen && (this.#channel?.bufferedAmount ?? 0) < this.#highWaterBytes;
  }

  set highWaterBytes(bytes: number) {
    this.#highWaterBytes = bytes;
    if (this.#channel !== null) this.#channel.bufferedAmountLowThreshold = bytes * LOW_WATER;
  }

  /** What one message may carry, in whole bytes. */
  get pieceBytes(): number {
    return Math.min(MAX_PIECE_BYTES, Math.floor(this.#highWaterBytes * MOST_OF_BUFFER), (this.connection.sctp?.maxMessageSize ?? DEFAULT_MESSAGE_BYTES) - MAX_OVERHEAD_BYTES);
  }

  /** False when it does not go through; the carrier is closed then. */
  send(message: Uint8Array<ArrayBuffer>): boolean {
    try {
      this.#channel?.send(message);
      return true;
    } catch {
      this.close();
      return false;
    }
  }

  take(message: CarrierMessage): void {
    if (message.type === "carrier.description") this.#negotiation.description(message.description);
    else if (message.type === "carrier.candidates") this.#negotiation.candidates(message.candidates);
    else this.close();
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#deadline?.();
    this.#batch.drop();
    if (this.#channel !== null) this.#channel.onopen = this.#channel.onclose = this.#channel.onmessage = this.#channel.onbufferedamountlow = null;
    this.connection.onnegotiationneeded = this.connection.onicecandidate = this.connection.onconnectionstatechange = null;
    this.connection.close();
    this.events.closed();
  }

  #make(): void {
    if (this.#channel !== null) return;
    const channel = this.connection.createDataChannel(LABEL, { negotiated: true, id: ID });
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = this.#highWaterBytes * LOW_WATER;
    channel.onopen = () => {
      this.#settle();
      this.events.opened();
    };
    channel.onclose = () => this.close();
    channel.onbufferedamountlow = () => this.events.drained();
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) this.events.received(data);
    };
    this.#channel = channel;
  }

  #stateChanged(state: RTCPeerConnectionState): void {
    if (state === "failed" || state === "closed") this.close();
    else if (state === "disconnected") this.#deadline ??= this.clock.after(INTERRUPTION_MS, () => this.close());
    else if (state === "connected" && this.isOpen) this.#settle();
  }

  #settle(): void {
    this.#deadline?.();
    this.#deadline = null;
  }
}
