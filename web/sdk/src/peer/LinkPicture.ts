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

  /** Once a second. `heard`: something came from the other side in it. Who sends no picture has nothing to give up, and begins anew with the next one. */
  measured({ camera, screen }: LocalTracks, { availableSendBitrate, soundMadeUp }: LinkStats, heard: boolean): void {
    const soundBroken = this.#soundBroken;
    this.#soundBroken = false;
    if (heard && (soundMadeUp ?? 0) > BROKEN_SHARE) this.ports.say({ type: "sound.broken" });
    this.#decide(`${availableSendBitrate} bit/s`, () => {
      this.#sending = camera !== null || screen !== null;
      if (!this.#sending) this.#fit = new PictureFit();
      else if (!heard || availableSendBitrate === null) this.#fit.settle();
      else this.#fit.reading(availableSendBitrate, soundBroken);
    });
  }

  /** Whether what is sent now can be what floods the link. */
  get mayFlood(): boolean {
    return this.#sending && this.#fit.mayFlood;
  }

  /** Most of the other side's sound is lost on the way: what we send is lost there as well, or keeps what comes from coming. */
  flooded(receivedBps: number): void {
    this.#decide(`flooded, ${receivedBps} bit/s come`, () => {
      if (this.mayFlood) this.#fit.flooded(receivedBps);
    });
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
