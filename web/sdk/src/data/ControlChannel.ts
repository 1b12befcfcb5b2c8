/** Named once for both sides: the channel is negotiated here, not on the wire (RFC 8832 is not used). */
const LABEL = "callbox.control";
const ID = 0;

/** No message of docs/PROTOCOL.md, Between peers, comes near it; what is longer is dropped unread. */
export const MAX_FRAME_CHARACTERS = 32_768;

export interface ControlEvents {
  /** Frames go through from now on. What was sent on an earlier connection and not acknowledged may be lost. */
  opened(): void;
  received(text: string): void;
}

/**
 * The data channel that each RTCPeerConnection of a link has: ordered, reliable, text frames (docs/adr/0010). It is made
 * together with the fixed m-lines, so that it never asks for a negotiation of its own.
 */
export class ControlChannel {
  #channel: RTCDataChannel | null = null;

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly events: ControlEvents,
  ) {}

  /** The offerer calls it beside its first transceivers, the answerer when it has taken the first offer. Once is enough. */
  make(): void {
    if (this.#channel !== null) return;
    const channel = this.connection.createDataChannel(LABEL, { negotiated: true, id: ID });
    channel.onopen = () => this.events.opened();
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === "string" && data.length <= MAX_FRAME_CHARACTERS) this.events.received(data);
    };
    this.#channel = channel;
  }

  /** False when nothing goes through now: whoever wants it delivered says it again when the channel opens. */
  send(text: string): boolean {
    if (this.#channel?.readyState !== "open") return false;
    try {
      this.#channel.send(text);
      return true;
    } catch {
      // OperationError: the browser's buffer is full (WebRTC 1.0, section 6.2).
      return false;
    }
  }

  drop(): void {
    if (this.#channel !== null) this.#channel.onopen = this.#channel.onmessage = null;
    this.#channel = null;
  }
}
