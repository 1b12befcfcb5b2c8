import type { Candidate, Description } from "../signaling/Signal.ts";
import { withStartBitrate } from "./startBitrate.ts";

/** Far more than two sides gather; what comes beyond it before a description is dropped. */
export const MAX_EARLY_CANDIDATES = 128;

export interface NegotiationOutput {
  describe(description: Description): void;
  /** The transceivers of a first offer are there; what is to be sent on them must be said before the answer is made. */
  prepareAnswer(): void;
  failed(error: unknown): void;
}

/** A description at rest: what `setLocalDescription` made, with the candidates gathered so far. */
function localDescription(connection: RTCPeerConnection): Description | null {
  const description = connection.localDescription;
  if (description === null || (description.type !== "offer" && description.type !== "answer")) return null;
  return { type: description.type, sdp: description.sdp };
}

/**
 * Perfect negotiation on one RTCPeerConnection (WebRTC 1.0, section 10.7), with candidates that may come before their
 * description, and descriptions that may come twice.
 */
export class Negotiation {
  #makingOffer = false;
  #ignoreOffer = false;
  #isSettingRemoteAnswerPending = false;
  /** The last offer that we answered: the same one again asks for the same answer. */
  #answeredOffer: string | null = null;
  readonly #early: Candidate[] = [];

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly polite: boolean,
    private readonly output: NegotiationOutput,
  ) {
    connection.onnegotiationneeded = () => void this.#offer();
  }

  /** Whether an offer of ours waits for its answer. */
  get offering(): boolean {
    return this.#makingOffer || this.connection.signalingState === "have-local-offer";
  }

  /** Says the present local description again, for a receiver that may have missed it. */
  repeat(): void {
    const description = localDescription(this.connection);
    if (description !== null) this.output.describe(description);
  }

  async description(description: Description): Promise<void> {
    try {
      const stable = this.connection.signalingState === "stable";
      if (stable && description.type === "offer" && description.sdp === this.#answeredOffer) {
        this.repeat();
        return;
      }
      if (description.type === "answer" && stable) return; // the second answer to an offer that was sent twice
      const readyForOffer = !this.#makingOffer && (stable || this.#isSettingRemoteAnswerPending);
      const collision = description.type === "offer" && !readyForOffer;
      this.#ignoreOffer = !this.polite && collision;
      if (this.#ignoreOffer) return;

      this.#isSettingRemoteAnswerPending = description.type === "answer";
      // For the polite side this rolls an offer of its own back.
      await this.connection.setRemoteDescription({ type: description.type, sdp: withStartBitrate(description.sdp) });
      this.#isSettingRemoteAnswerPending = false;
      await this.#addEarlyCandidates();
      if (description.type === "offer") {
        this.output.prepareAnswer();
        await this.connection.setLocalDescription();
        this.#answeredOffer = description.sdp;
        this.repeat();
      }
    } catch (error) {
      this.#isSettingRemoteAnswerPending = false;
      this.#fail(error);
    }
  }

  async candidates(candidates: readonly Candidate[]): Promise<void> {
    if (this.connection.remoteDescription === null) {
      this.#early.push(...candidates.slice(0, MAX_EARLY_CANDIDATES - this.#early.length));
      return;
    }
    for (const candidate of candidates) {
      try {
        await this.connection.addIceCandidate(candidate);
      } catch (error) {
        if (!this.#ignoreOffer) this.#fail(error);
      }
    }
  }

  async #offer(): Promise<void> {
    try {
      this.#makingOffer = true;
      await this.connection.setLocalDescription();
      // A remote offer may have come first, and been answered instead.
      if (this.connection.signalingState === "have-local-offer") this.repeat();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  async #addEarlyCandidates(): Promise<void> {
    await this.candidates(this.#early.splice(0));
  }

  /** A connection that was closed under our hands has not failed. */
  #fail(error: unknown): void {
    if (this.connection.signalingState !== "closed") this.output.failed(error);
  }
}
