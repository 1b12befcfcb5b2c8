import type { LinkStats, RemoteParticipant } from "../api.ts";
import { decodeLinkMessage, encodeLinkMessage, type LinkMessage } from "../data/linkMessages.ts";
import type { Clock } from "../environment/Clock.ts";
import { assertNever } from "../errors/assertNever.ts";
import type { Log } from "../log/Log.ts";
import { DecodeError } from "../signaling/decode.ts";
import { FloodWatch, type Received } from "./FloodWatch.ts";
import type { LocalTracks } from "./LinkMedia.ts";
import { PictureFit } from "./PictureFit.ts";
import type { Fit } from "./pictureSizes.ts";

/** Of one second of sound: more is heard as broken. What a lost packet now and then takes is less (Opus repairs it, or hides it). */
const BROKEN_SHARE = 0.08;
/** They say once a second that they send no picture; on a link that loses one word, or two, it is believed until the next. */
const BELIEVED_READINGS = 3;

export interface LinkPictureEvents {
  /** Packets that are late or lost say nothing now of what the link carries. */
  uneven(): boolean;
  /** What has come so far, for whoever looks for a flood; null: nobody knows. */
  received(): Promise<Received | null>;
  apply(fit: Fit): void;
  /** Says it to the other side, which may not hear it. */
  say(text: string): void;
  changed(): void;
}

/** The pictures of one link that has room for little: how large ours goes out, and whether either side has given its own up (docs/adr/0012). */
export class LinkPicture {
  readonly #flood: FloodWatch;
  #fit = new PictureFit();
  #sending = false;
  /** For so many readings we still believe that they send none. */
  #theirs = 0;
  /** The other side has said that our sound is broken, since the last second. */
  #soundBroken = false;
  #hasHeardNonsense = false;

  constructor(
    private readonly ports: { readonly clock: Clock; readonly log: Log },
    /** The other participant's, for the log. */
    private readonly name: string,
    private readonly events: LinkPictureEvents,
  ) {
    this.#flood = new FloodWatch(ports.clock, {
      received: () => events.received(),
      flooded: (receivedBps) => this.#flooded(receivedBps),
    });
  }

  get fit(): Fit {
    return this.#fit.fit;
  }

  get heldBy(): RemoteParticipant["pictureHeldBy"] {
    return { me: this.#held, them: this.#theirs > 0 };
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
    this.#soundBroken = false;
    this.#believe(this.#theirs - 1);
    if (heard && (soundMadeUp ?? 0) > BROKEN_SHARE) this.#say({ type: "sound.broken" });
    if (!this.#sending) return;
    const wasHeld = this.#held;
    this.#decide(`${availableSendBitrate} bit/s`, () => {
      if (!heard || availableSendBitrate === null) this.#fit.settle();
      else this.#fit.reading(availableSendBitrate, soundBroken);
    });
    if (wasHeld && this.#held) this.#tell();
  }

  /** Some of the other side's sound has not come. */
  faltered(): void {
    if (!this.events.uneven()) this.#flood.faltered();
  }

  /** What the other side says of the link. What cannot be read is dropped, and told once. */
  hear(text: string): void {
    try {
      const message = decodeLinkMessage(text);
      if (message !== null) this.#take(message);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      if (this.#hasHeardNonsense) return;
      this.#hasHeardNonsense = true;
      this.ports.log.warning(`What ${this.name} says of the link could not be read: ${error.message}`);
    }
  }

  /** The connection ends; of another one they say it again where it is still so. */
  rest(): void {
    this.#flood.stop();
    this.#theirs = 0;
  }

  #take(message: LinkMessage): void {
    switch (message.type) {
      case "picture.held":
        this.#believe(message.held ? BELIEVED_READINGS : 0);
        return;
      case "sound.broken":
        this.#soundBroken = true;
        return;
      case "link.flooded":
        if (!this.events.uneven()) this.#giveWay(message.receivedBps);
        return;
      default:
        assertNever(message);
    }
  }

  #believe(readings: number): void {
    const was = this.#theirs > 0;
    this.#theirs = Math.max(0, readings);
    if (this.#theirs > 0 !== was) this.events.changed();
  }

  /** Most of the other side's sound is lost on the way: they send more than comes through, and what we send is lost there as well, or keeps theirs from coming. */
  #flooded(receivedBps: number): void {
    if (this.#theirs === 0) this.#say({ type: "link.flooded", receivedBps });
    this.#giveWay(receivedBps);
  }

  #giveWay(receivedBps: number): void {
    if (this.#sending) this.#decide(`flooded, ${receivedBps} bit/s come through`, () => this.#fit.flooded(receivedBps));
  }

  #decide(why: string, decision: () => void): void {
    const [before, wasHeld] = [this.fit, this.#held];
    decision();
    if (this.fit !== before) {
      this.ports.log.info(`${this.name} gets ${this.fit} picture (${why})`);
      this.events.apply(this.fit);
    }
    if (this.#held === wasHeld) return;
    this.#tell();
    this.events.changed();
  }

  #tell(): void {
    this.#say({ type: "picture.held", held: this.#held });
  }

  #say(message: LinkMessage): void {
    this.events.say(encodeLinkMessage(message));
  }
}
