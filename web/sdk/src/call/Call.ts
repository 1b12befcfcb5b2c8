import type { CallSnapshot, EndReason, KeyValueStore, Media, Quality, Tracks } from "../api.ts";
import type { ChatPorts } from "../chat/Chat.ts";
import { Chat } from "../chat/Chat.ts";
import { decodePeerMessage, encodePeerMessage } from "../data/peerMessages.ts";
import { codeOf } from "../errors/errors.ts";
import type { FileLink } from "../files/FileLink.ts";
import type { LaterFiles } from "../files/LaterFiles.ts";
import type { LocalMedia } from "../media/LocalMedia.ts";
import type { LinkPorts } from "../peer/LinkConnection.ts";
import { PeerLink } from "../peer/PeerLink.ts";
import { DecodeError } from "../signaling/decode.ts";
import type { Ask } from "../signaling/Session.ts";
import type { Signal } from "../signaling/Signal.ts";
import { encodeSignal } from "../signaling/Signal.ts";
import type { CallView, ParticipantView } from "../signaling/views.ts";
import type { CallEnd } from "./snapshot.ts";
import { callSnapshot } from "./snapshot.ts";
import { Vouching } from "./Vouching.ts";

export interface CallPorts extends LinkPorts {
  readonly ask: Ask;
  readonly media: LocalMedia;
  readonly files: LaterFiles;
  /** Outlives a reload of this window. */
  readonly deviceStore: KeyValueStore;
  readonly toLocal: (time: number) => number;
  readonly signalingConnected: () => boolean;
  readonly qualityOf: (user: string) => Quality;
  /** A link lost its picture: is the signaling connection still alive? */
  readonly doubted: () => void;
  /** Media comes again: the network is back, and signaling need not wait. */
  readonly returned: () => void;
  readonly changed: () => void;
}

export const tracksFor = (media: Media): Tracks => ({ audio: true, camera: media === "video", screen: false });

const sameTracks = (a: Tracks, b: Tracks): boolean => a.audio === b.audio && a.camera === b.camera && a.screen === b.screen;

/**
 * One call as this device takes part in it: the server's view, a link for each other participant, and the end.
 *
 * The view comes from the server and only grows newer. `joining` is ours: from the moment a person has accepted, or wants the
 * call on this device, until the server's view says so. The end is final, whoever makes it; a local one does not wait for the server.
 */
export class Call {
  #view: CallView;
  #joining = false;
  /** The devices are ours to close. */
  #hasMedia = false;
  /** The devices come first, the links when the call is ours and its credentials are there. */
  #mayConnect = false;
  #end: CallEnd | null = null;
  #told: Tracks | null = null;
  /** Offers for us were made before anybody listened here: a link that has none asks for it. */
  #offersMissed = false;
  readonly #links = new Map<string, PeerLink>();
  readonly chat: Chat;
  readonly #vouching: Vouching;
  /** Who has sent a frame that could not be read: a thousand more are not a thousand lines of the log. */
  readonly #unreadable = new Set<string>();
  /** Aborts what still waits to be sent when the call ends. */
  readonly #over = new AbortController();

  constructor(
    private readonly ports: CallPorts,
    view: CallView,
  ) {
    this.#view = view;
    const { clock, randomBytes, deviceStore: store, changed } = ports;
    const say: ChatPorts["say"] = (user, message) => this.#links.get(user)?.say(encodePeerMessage(message)) ?? false;
    this.chat = new Chat({ clock, randomBytes, store, changed, say }, view.id);
    this.#vouching = new Vouching({ clock, hears: (user) => this.#links.get(user)?.hears ?? false, say: (user) => this.#vouch(user) });
  }

  get id(): string {
    return this.#view.id;
  }

  get view(): CallView {
    return this.#view;
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  get joined(): boolean {
    return this.#joining || (this.#view.you.state === "joined" && this.#view.you.here);
  }

  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** The links with somebody on the other end. */
  get links(): ReadonlyMap<string, PeerLink> {
    return this.#links;
  }

  get snapshot(): CallSnapshot {
    const { toLocal, qualityOf } = this.ports;
    return callSnapshot({ view: this.#view, end: this.#end, joined: this.joined, links: this.#links, chat: this.chat.snapshot, qualityOf, toLocal });
  }

  /** We are in, or about to be: opens the devices. */
  openDevices(media: Media): void {
    this.#joining = true;
    this.#hasMedia = true;
    this.ports.media.enterCall(media);
    this.ports.changed();
  }

  /**
   * We are in: makes the links, and what they hold ready leaves. `told` is what the server was told that we send.
   * `askForOffers`: where no offer has come, it was made before anybody listened here.
   */
  connect(told: Tracks, { askForOffers }: { readonly askForOffers: boolean }): void {
    this.#mayConnect = true;
    this.#told = told;
    this.#offersMissed = askForOffers;
    this.mediaChanged();
  }

  enter(media: Media, told: Tracks, options: { readonly askForOffers: boolean }): void {
    this.openDevices(media);
    this.connect(told, options);
  }

  /**
   * Opens what this person sends in the call already: from this device before a reload, or from another one. A screen is shown
   * again by whoever wants it. Returns what that is.
   */
  openDevicesAgain(): Tracks {
    const tracks = { ...(this.#me?.tracks ?? tracksFor("audio")), screen: false };
    this.openDevices(tracks.camera ? "video" : "audio");
    if (!tracks.audio) void this.ports.media.setMicrophone(false);
    return tracks;
  }

  /** This page is new in a call that its device had joined before: every link begins again. */
  reenter(): void {
    const tracks = this.openDevicesAgain();
    // The server has also the screen that the page before showed.
    this.connect(this.#me?.tracks ?? tracks, { askForOffers: true });
  }

  /** Takes a view of the server's; older ones than the present are dropped. */
  apply(view: CallView): void {
    if (this.ended || view.version < this.#view.version) return;
    const wasHere = this.#view.you.here;
    const lostVideo = this.#view.media === "video" && view.media === "audio";
    this.#view = view;
    if (view.endedAt !== null) this.finish(view.endReason ?? "lost", this.ports.toLocal(view.endedAt));
    else if (view.you.state === "left") this.finish(this.#me?.reason ?? "lost");
    else if (view.you.state === "joined" && !view.you.here && wasHere) this.finish("replaced");
    else if (view.you.state === "joined" && !view.you.here && !this.#joining) this.finish("answered-elsewhere");
    else {
      if (view.you.here) this.#joining = false;
      // Both called at once, the other one without video.
      if (lostVideo && this.joined) void this.ports.media.setCamera(false);
      this.#sync();
    }
  }

  /** The server has a new session for us: what it knows that we send comes from its view, and lost signals are made good. */
  renegotiate(): void {
    this.#told = this.#me?.tracks ?? null;
    for (const link of this.#links.values()) link.signalsLost();
    this.mediaChanged();
  }

  receive(from: string, signal: Signal): void {
    if (this.ended) return;
    const sender = this.#view.participants.find(({ user }) => user.id === from);
    if (sender === undefined || sender.state === "left") return;
    // For the device that had the call before: when we connect, this one hears of it by our epoch.
    if (this.joined && !this.#mayConnect) return;
    const link = this.#links.get(from) ?? this.#connect(sender);
    link.receive(signal);
  }

  /** Those who are in the call now, but for this person. */
  get present(): readonly ParticipantView["user"][] {
    const { participants, you } = this.#view;
    return participants.filter(({ user, state }) => state === "joined" && user.id !== you.user).map(({ user }) => user);
  }

  /** A message to all who are in the call now. */
  write(text: string): void {
    this.chat.write(text, this.present);
  }

  mediaChanged(): void {
    this.#sync();
    this.#tellTracks();
  }

  signalingChanged(): void {
    this.#sync();
  }

  networkChanged(): void {
    for (const link of this.#links.values()) link.networkChanged();
  }

  /** The end, for a person at once: devices off, links closed. */
  finish(reason: EndReason, at: number = this.ports.clock.now()): void {
    if (this.ended) return;
    this.#end = { reason, at };
    this.ports.log.info(`Call ended: ${reason}`);
    if (this.#hasMedia) this.ports.media.leaveCall();
    this.discard();
    this.ports.changed();
  }

  /** How it ended, and when, where that was not known when it was finished here. */
  endTold(reason: EndReason, at: number): void {
    if (this.#end?.reason !== "lost" || reason === "lost") return;
    this.#end = { reason, at };
    this.ports.log.info(`The call had ended: ${reason}`);
    this.ports.changed();
  }

  /** Throws the links away without an end: another call takes this one's place. */
  discard(): void {
    this.#over.abort();
    this.chat.close();
    this.#vouching.stop();
    for (const [user, link] of this.#links) this.#disconnect(user, link);
  }

  /** Brings the links in line with the view, with what we send, and with what can be reached. */
  #sync(): void {
    if (this.ended || this.#over.signal.aborted) return;
    const { media } = this.ports;
    const others = this.#view.participants.filter(({ user }) => user.id !== this.#view.you.user);
    const present = others.filter(({ state }) => state === "joined");
    for (const participant of others) {
      let link = this.#links.get(participant.user.id);
      if (participant.state === "left") {
        if (link !== undefined) this.#disconnect(participant.user.id, link);
        continue;
      }
      if (!this.joined || !this.#mayConnect) continue;
      if (link === undefined) {
        // Whom we invited gets the offer while it rings.
        if (participant.state !== "joined" && this.#me?.role !== "caller") continue;
        link = this.#connect(participant);
        if (this.#offersMissed) link.askForOffer();
      }
      link.release();
      link.send(media.tracks, Math.max(1, present.length));
      link.expectSound(participant.tracks.audio);
      link.reachable(this.ports.signalingConnected() && participant.state === "joined" && participant.awaySince === null);
    }
    this.#vouching.away(present.flatMap(({ user, awaySince }) => (awaySince === null ? [] : [user.id])));
    this.ports.changed();
  }

  get #me(): ParticipantView | undefined {
    return this.#view.participants.find(({ user }) => user.id === this.#view.you.user);
  }

  #connect(participant: ParticipantView): PeerLink {
    const to = participant.user.id;
    const order = this.#view.participants.map(({ user }) => user.id);
    const link = new PeerLink(
      this.ports,
      {
        call: this.id,
        name: participant.user.name,
        polite: order.indexOf(to) < order.indexOf(this.#view.you.user),
        held: !this.joined,
      },
      {
        signal: (signal) => this.#signal(to, signal),
        changed: this.ports.changed,
        doubted: this.ports.doubted,
        control: {
          opened: () => {
            this.chat.opened(to);
            this.ports.files.opened(participant.user, fileLink);
          },
          received: (text) => this.#hear(participant.user, text),
        },
        probe: {
          probed: (probe) => this.ports.files.probed(to, probe),
          receivedBytes: () => this.ports.files.receivedBytes(to),
        },
        returned: this.ports.returned,
      },
    );
    this.#links.set(to, link);
    const fileLink: FileLink = {
      say: (message) => link.say(encodePeerMessage(message)),
      probe: () => link.probe(),
      connect: () => link.connectBeside(),
      get connected() {
        return link.state === "connected";
      },
    };
    return link;
  }

  #disconnect(user: string, link: PeerLink): void {
    this.#links.delete(user);
    this.ports.files.closed(user);
    link.close();
  }

  /** What the other side says is strange input: a frame that cannot be read is dropped, and told once; the call goes on. */
  #hear(from: ParticipantView["user"], text: string): void {
    try {
      const message = decodePeerMessage(text);
      if (message === null) return;
      switch (message.type) {
        case "chat.message":
        case "chat.received":
          this.chat.receive(from, message);
          return;
        default:
          this.ports.files.receive(from, message);
      }
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      if (this.#unreadable.has(from.id)) return;
      this.#unreadable.add(from.id);
      this.ports.log.warning(`A frame of ${from.name} could not be read: ${error.message}`);
    }
  }

  #signal(to: string, signal: Signal): void {
    // A refusal (they have just left, or our acceptance came too late) is told by the next view.
    this.ports.ask("call.signal", { call: this.id, to, ...encodeSignal(signal) }, this.over).catch(() => undefined);
  }

  #vouch(user: string): void {
    // It is said again soon, or nothing is left to say.
    if (this.ports.signalingConnected()) this.ports.ask("call.hears", { call: this.id, from: user }, this.over).catch(() => undefined);
  }

  #tellTracks(): void {
    const { media, ask, log } = this.ports;
    if (this.ended || !this.joined || !this.#mayConnect || !media.settled || this.#told === null) return;
    const tracks = media.sending;
    if (sameTracks(tracks, this.#told)) return;
    this.#told = tracks;
    ask("call.tracks", { call: this.id, tracks }, this.over).catch((error: unknown) => {
      if (!this.ended) log.warning(`The others were not told what we send: ${codeOf(error)}`);
    });
  }
}
