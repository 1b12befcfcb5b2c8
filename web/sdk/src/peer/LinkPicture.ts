import type { LinkStats, RemoteParticipant } from "../api.ts";
import type { PeerMessage } from "../data/peerMessages.ts";
import type { Log } from "../log/Log.ts";
import type { LocalTracks } from "./LinkMedia.ts";
import { PictureFit } from "./PictureFit.ts";
import type { Fit } from "./pictureSizes.ts";

/** Of one second of sound: more is heard as broken. What a lost packet now and then takes is less (Opus repairs it, or hides it). */
const BROKEN_SHARE = 0.08;

export interface LinkPicturePorts {
  readonly log: Log;
  /** The other participant's, for the log. */
  readonly name: string;
  readonly apply: (fit: Fit) => void;
  /** On the control channel; false when nothing goes through now. */
  readonly say: (message: PeerMessage) => boolean;
  readonly changed: () => void;
}

/** The pictures of one link that has room for little: how large ours goes out, and whether either side has given its own up (docs/adr/0012). */
export class LinkPicture {
  #fit = new PictureFit();
  #sending = false;
  #theirs = false;
  /** The other side has said that our sound is broken, since the last second. */
  #soundBroken = false;
  /** They have been told of a flood, since the last second. */
  #floodTold = false;

  constructor(private readonly ports: LinkPicturePorts) {}

  get fit(): Fit {
    return this.#fit.fit;
  }

  get heldBy(): RemoteParticipant["pictureHeldBy"] {
    return { me: this.#held, them: this.#theirs };
  }

  get #held(): boolean {
    return this.#sending && this.fit === "none";
  }

  /** What is sent from now on. Who sends no picture has nothing to give up, and begins anew with the next one. */
  sends({ camera, screen }: LocalTracks): void {
    this.#decide("it begins anew", () => {
      this.#sending = camera !== null || screen !== null;
      if (!this.#sending) this.#fit = new PictureFit();
    });
  }

  /** Once a second. `heard`: something came from the other side in it. */
  measured({ availableSendBitrate, soundMadeUp }: LinkStats, heard: boolean): void {
    const soundBroken = this.#soundBroken;
    this.#soundBroken = this.#floodTold = false;
    if (heard && (soundMadeUp ?? 0) > BROKEN_SHARE) this.ports.say({ type: "sound.broken" });
    if (!this.#sending) return;
    this.#decide(`${availableSendBitrate} bit/s`, () => {
      if (!heard || availableSendBitrate === null) this.#fit.settle();
      else this.#fit.reading(availableSendBitrate, soundBroken);
    });
  }

  /** Most of the other side's sound is lost on the way: they send more than comes through, and what we send is lost there as well, or keeps theirs from coming. */
  flooded(receivedBps: number): void {
    if (!this.#theirs && !this.#floodTold) this.#floodTold = this.ports.say({ type: "link.flooded", receivedBps });
    this.#giveWay(receivedBps);
  }

  /** They have found it so. A picture that is small has been made so a moment ago, since both sides find it at once. */
  floodsThem(receivedBps: number): void {
    if (this.fit !== "small") this.#giveWay(receivedBps);
  }

  /** The control channel is open. Of a new connection the other side knows nothing yet. */
  opened(): void {
    if (this.#held) this.#tell();
  }

  /** There is a new connection: they say it again where it is still so. */
  renewed(): void {
    this.#theirs = false;
  }

  /** They hear our sound broken. */
  soundBroken(): void {
    this.#soundBroken = true;
  }

  heldByThem(held: boolean): void {
    this.#theirs = held;
    this.ports.changed();
  }

  #giveWay(receivedBps: number): void {
    if (this.#sending) this.#decide(`flooded, ${receivedBps} bit/s come through`, () => this.#fit.flooded(receivedBps));
  }

  #decide(why: string, decision: () => void): void {
    const [before, wasHeld] = [this.fit, this.#held];
    decision();
    if (this.fit !== before) {
      this.ports.log.info(`${this.ports.name} gets ${this.fit} picture (${why})`);
      this.ports.apply(this.fit);
    }
    if (this.#held === wasHeld) return;
    this.#tell();
    this.ports.changed();
  }

  #tell(): void {
    this.ports.say({ type: "picture.held", held: this.#held });
  }
}
