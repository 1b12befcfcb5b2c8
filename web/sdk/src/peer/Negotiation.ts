import type { Candidate, Description } from "../signaling/Signal.ts";
import { hurryChecks } from "./hurryChecks.ts";
import { forBrowser, restartsIce } from "./sdp.ts";

/** Far more than two sides gather; what comes beyond it before a description is dropped. */
export const MAX_EARLY_CANDIDATES = 128;

export interface NegotiationOutput {
  describe(description: Description): void;
  /** The transceivers of a first offer are there; what is to be sent on them must be said before the answer is made. */
  prepareAnswer(): void;
  failed(error: unknown): void;
  candidateRefused(error: unknown): void;
}

/** A description at rest: what `setLocalDescription` made, with the candidates gathered so far. */
function localDescription(connection: RTCPeerConnection): Description | null {
  const description = connection.localDescription;
  if (description === null || (description.type !== "offer" && description.type !== "answer")) return null;
  return { type: description.type, sdp: description.sdp };
}

/**
 * Perfect negotiation on one RTCPeerConnection (WebRTC 1.0, section 10.7), with candidates that may come before their
 * description, and descriptions that may come twice. What is received is taken one after another, each to its end; that is
 * why the specification's `isSettingRemoteAnswerPending` has no place here.
 */
export class Negotiation {
  #makingOffer = false;
  #ignoreOffer = false;
  /** The last offer that we answered: the same one again asks for the same answer. */
  #answeredOffer: string | null = null;
  readonly #early: Candidate[] = [];
  #turn: Promise<void> = Promise.resolve();

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

  /** Says the present local description again, for a receiver that may have missed it. While an offer is made that is an older one, and the offer will be said. */
  repeat(): void {
    if (!this.#makingOffer) this.#describe();
  }

  #describe(): void {
    const description = localDescription(this.connection);
    if (description !== null) this.output.describe(description);
  }

  /** Offers a new ICE generation (WebRTC 1.0, restartIce), whose checks are in a hurry. */
  restartIce(): void {
    void hurryChecks(this.connection);
    this.connection.restartIce();
  }

  description(description: Description): void {
    this.#inTurn(() => (description.type === "offer" ? this.#takeOffer(description) : this.#takeAnswer(description)));
  }

  candidates(candidates: readonly Candidate[]): void {
    this.#inTurn(() => this.#addCandidates(candidates));
  }

  async #offer(): Promise<void> {
    try {
      this.#makingOffer = true;
      await this.connection.setLocalDescription();
      // A remote offer may have come first, and been answered instead.
      if (this.connection.signalingState === "have-local-offer") this.#describe();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  async #takeOffer(offer: Description): Promise<void> {
    const stable = this.connection.signalingState === "stable";
    if (stable && offer.sdp === this.#answeredOffer) {
      this.repeat();
      return;
    }
    const collision = this.#makingOffer || !stable;
    this.#ignoreOffer = !this.polite && collision;
    if (this.#ignoreOffer) return;
    const last = this.connection.remoteDescription;
    if (last !== null && restartsIce(offer.sdp, last.sdp)) await hurryChecks(this.connection);
    // For the polite side this rolls an offer of its own back.
    await this.#setRemote(offer);
    this.output.prepareAnswer();
    await this.connection.setLocalDescription();
    this.#answeredOffer = offer.sdp;
    this.#describe();
  }

  async #takeAnswer(answer: Description): Promise<void> {
    // Otherwise it is the second answer to an offer that was said twice.
    if (this.connection.signalingState === "have-local-offer") await this.#setRemote(answer);
  }

  async #setRemote({ type, sdp }: Description): Promise<void> {
    await this.connection.setRemoteDescription({ type, sdp: forBrowser(sdp) });
    await this.#addCandidates(this.#early.splice(0));
  }

  async #addCandidates(candidates: readonly Candidate[]): Promise<void> {
    if (this.connection.remoteDescription === null) {
      this.#early.push(...candidates.slice(0, MAX_EARLY_CANDIDATES - this.#early.length));
      return;
    }
    await Promise.all(candidates.map((candidate) => this.#addCandidate(candidate)));
  }

  /** Without one candidate there may still be a way: one of an ICE generation that is over is refused, and not missed. */
  async #addCandidate(candidate: Candidate): Promise<void> {
    try {
      await this.connection.addIceCandidate({ ...candidate, candidate: forBrowser(candidate.candidate) });
    } catch (error) {
      if (!this.#ignoreOffer) this.output.candidateRefused(error);
    }
  }

  #inTurn(step: () => Promise<void>): void {
    this.#turn = this.#turn.then(step).catch((error: unknown) => this.#fail(error));
  }

  /** A connection that was closed under our hands has not failed. */
  #fail(error: unknown): void {
    if (this.connection.signalingState !== "closed") this.output.failed(error);
  }
}
