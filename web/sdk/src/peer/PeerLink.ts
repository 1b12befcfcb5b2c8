import type { LinkStats, RemoteParticipant } from "../api.ts";
import type { ControlEvents } from "../data/ControlChannel.ts";
import type { ProbeEvents } from "../data/LinkChannel.ts";
import { assertNever } from "../errors/assertNever.ts";
import type { Candidate, Description, Signal, SignalBody } from "../signaling/Signal.ts";
import type { ConnectionOptions, LinkPorts } from "./LinkConnection.ts";
import { LinkConnection } from "./LinkConnection.ts";
import type { LocalTracks } from "./LinkMedia.ts";
import { NO_TRACKS } from "./LinkMedia.ts";
import { LinkPicture } from "./LinkPicture.ts";
import { LinkWatch } from "./LinkWatch.ts";
import { MAX_EARLY_CANDIDATES } from "./Negotiation.ts";
import { PlayoutDelay } from "./PlayoutDelay.ts";
import { withoutCandidates } from "./sdp.ts";

export interface LinkOptions extends ConnectionOptions {
  /** While we ring: an answer is prepared, and nothing leaves before `release`. */
  readonly held: boolean;
}

export interface LinkEvents {
  signal(signal: Signal): void;
  changed(): void;
  /** Sound or picture stopped: the signaling socket may be dead as well. */
  doubted(): void;
  readonly control: ControlEvents;
  readonly probe: ProbeEvents;
  /** They come again: the network is back. */
  returned(): void;
}

/** ICE restarts mend a route, not a broken DTLS or a peer that forgot us: each third attempt is a new connection. */
const ATTEMPTS_PER_CONNECTION = 3;

/**
 * The link to one other participant: an RTCPeerConnection, and after a reload on the other side, or when ICE restarts do not
 * help, another one, under another epoch (docs/PROTOCOL.md, call.signal).
 */
export class PeerLink {
  readonly #watch: LinkWatch;
  #now: LinkConnection;
  #peerEpoch: string | null = null;
  /** Epochs of connections that the other side has given up. */
  readonly #pastEpochs = new Set<string>();
  #held: boolean;
  readonly #heldCandidates: Candidate[] = [];
  #tracks: LocalTracks = NO_TRACKS;
  #links = 1;
  readonly #picture: LinkPicture;
  readonly #playoutDelay = new PlayoutDelay();

  constructor(
    private readonly ports: LinkPorts,
    private readonly options: LinkOptions,
    private readonly events: LinkEvents,
  ) {
    this.#held = options.held;
    this.#watch = new LinkWatch(ports.clock, {
      attempt: (attempt) => this.#attempt(attempt),
      prepare: () => this.#now.restartIceAhead(),
      silent: () => this.#fellSilent(),
      faltered: () => this.#picture.faltered(),
      returned: (first) => this.#returned(first),
    });
    this.#picture = new LinkPicture(ports, options.name, {
      uneven: () => this.#watch.isUneven,
      received: () => this.#now.media.received(),
      apply: (fit) => this.#now.media.fit(fit),
      say: (text) => this.#sayOfLink(text),
      changed: () => events.changed(),
    });
    this.#now = this.#connect();
  }

  get state(): RemoteParticipant["link"] {
    const { connectionState, remoteDescription } = this.#now.connection;
    if (connectionState === "connected") return "connected";
    if (this.wasConnected) return "reconnecting";
    if (connectionState === "failed") return "failed";
    return remoteDescription === null || this.#held ? "new" : "connecting";
  }

  get wasConnected(): boolean {
    return this.#watch.wasConnected;
  }

  /** Since when a picture that was there is away. */
  get lostAt(): number | null {
    return this.#watch.lostAt;
  }

  /** Whether sound or picture of the other side comes now, as far as the browser tells. */
  get hears(): boolean {
    return this.#now.connection.connectionState === "connected" && !this.#watch.isSilent;
  }

  /** How loud the other side is now, 0 to 1; 0 while nothing comes. */
  get voiceLevel(): number {
    return this.hears && !this.#held ? this.#now.media.voiceLevel : 0;
  }

  get stream(): MediaStream | null {
    return this.#held ? null : this.#now.media.stream;
  }

  get screen(): MediaStream | null {
    return this.#held ? null : this.#now.media.screen;
  }

  /** Who sends no picture now since the link has no room for it. */
  get pictureHeldBy(): RemoteParticipant["pictureHeldBy"] {
    return this.#picture.heldBy;
  }

  /** The present RTCPeerConnection, for its statistics. */
  get connection(): RTCPeerConnection {
    return this.#now.connection;
  }

  /** The polite side asks for the first offer: it came before us, or went to a page that is gone. */
  askForOffer(): void {
    if (this.options.polite && this.#now.connection.remoteDescription === null) this.#now.say({ kind: "ready" });
  }

  receive(signal: Signal): void {
    if (signal.peerEpoch !== null && signal.peerEpoch !== this.#now.epoch) return;
    if (this.#pastEpochs.has(signal.epoch)) return;
    if (this.#peerEpoch !== null && this.#peerEpoch !== signal.epoch) {
      this.#pastEpochs.add(this.#peerEpoch);
      this.ports.log.info(`${this.options.name} has a new connection; making one for it`);
      this.#replace();
    }
    this.#peerEpoch = signal.epoch;
    this.#take(signal.body);
  }

  /** We have accepted: what was held back leaves, and what came meanwhile is used. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#now.connection.localDescription === null) this.askForOffer();
    else this.#now.negotiation.repeat();
    this.#now.negotiation.candidates(this.#heldCandidates.splice(0));
    this.#sendTracks();
    this.events.changed();
  }

  send(tracks: LocalTracks, links: number): void {
    this.#tracks = tracks;
    this.#links = links;
    if (!this.#held) this.#sendTracks();
  }

  /** Says a text to the other side, from device to device; false when nothing goes through now. */
  say(text: string): boolean {
    return !this.#held && this.#now.control.send(text);
  }

  /** Asks for the round trip of now, on the way that sound and picture take; the answer may never come. */
  probe(): void {
    if (!this.#held) this.#now.link.ask();
  }

  /** Another connection to the same participant, with the same servers. Whoever asks for it closes it. */
  connectBeside(): RTCPeerConnection {
    return this.#now.connectBeside();
  }

  /** Whether signals get through to the other device now. */
  reachable(reachable: boolean): void {
    if (reachable) this.#now.sayAhead();
    this.#watch.reachable(reachable && !this.#held);
    this.#restWhileCutOff();
  }

  /** Whether the other side says that it sends sound. */
  expectSound(expected: boolean): void {
    this.#watch.expectSound(expected);
  }

  /** How the link was in the last second. `heard`: something came from the other side. */
  measured(stats: LinkStats, heard: boolean): void {
    const hears = heard && this.state === "connected";
    this.#picture.measured(stats, hears);
    this.#playoutDelay.measured(stats);
    this.#now.media.holdBack(this.#playoutDelay.targetMs);
  }

  networkChanged(): void {
    if (!this.#held) this.#watch.networkChanged();
  }

  /**
   * Signals on their way were lost with the session. A settled connection needs none. A first negotiation says again what it
   * said; a later one begins anew, since what is said again would be taken for the answer to another offer.
   */
  signalsLost(): void {
    const { connection, negotiation } = this.#now;
    if (connection.connectionState === "connected" && !negotiation.offering) return;
    if (this.wasConnected) this.networkChanged();
    else if (connection.localDescription === null) this.askForOffer();
    else negotiation.repeat();
  }

  close(): void {
    this.#watch.stop();
    this.#picture.rest();
    this.#now.close();
  }

  #take(body: SignalBody): void {
    const { negotiation } = this.#now;
    switch (body.kind) {
      case "description":
        negotiation.description(this.#held ? this.#withhold(body.description) : body.description);
        return;
      case "candidates":
        if (this.#held) this.#withholdCandidates(body.candidates);
        else negotiation.candidates(body.candidates);
        return;
      case "ready":
        this.#offerWanted();
        return;
      default:
        assertNever(body);
    }
  }

  /** The polite side has no offer yet, or wants ICE restarted on a connection that has been negotiated. */
  #offerWanted(): void {
    const { connection, negotiation } = this.#now;
    if (negotiation.offering) negotiation.repeat();
    // It was said while nothing came through, and is overtaken; who still needs it says it again.
    else if (this.#watch.hasJustReturned && connection.connectionState === "connected") return;
    else if (!this.options.polite && connection.remoteDescription !== null) {
      this.ports.log.warning(`${this.options.name} asks for an ICE restart`);
      this.#now.restartIce();
    }
    // Otherwise the offer is on its way already.
  }

  #sendTracks(): void {
    this.#now.media.send(this.#tracks, this.#links);
    this.#picture.sends(this.#tracks);
  }

  /** Without the other side's candidates no connectivity check, and so no address of ours, leaves. */
  #withhold(description: Description): Description {
    const apart = withoutCandidates(description);
    this.#withholdCandidates(apart.candidates);
    return apart.description;
  }

  #withholdCandidates(candidates: readonly Candidate[]): void {
    this.#heldCandidates.push(...candidates.slice(0, MAX_EARLY_CANDIDATES - this.#heldCandidates.length));
  }

  #say(epoch: string, body: SignalBody): void {
    if (!this.#held) this.events.signal({ epoch, peerEpoch: this.#peerEpoch, body });
  }

  #sayOfLink(text: string): void {
    if (!this.#held) this.#now.link.say(text);
  }

  #attempt(attempt: number): void {
    const { connection, negotiation, isBroken } = this.#now;
    const { polite, name } = this.options;
    if (connection.remoteDescription === null && polite) this.#now.say({ kind: "ready" });
    else if (isBroken || attempt % ATTEMPTS_PER_CONNECTION === 0) this.#now.withFreshServers(() => this.#renew(attempt));
    else if (negotiation.offering) negotiation.repeat();
    else {
      this.ports.log.warning(`ICE restart with ${name} (attempt ${attempt})`);
      // Offers of both at once end in a rollback, after which Chromium shows no frame any more (docs/adr/0009).
      if (polite) this.#now.withFreshServers(() => this.#now.say({ kind: "ready" }));
      else this.#now.restartIce();
    }
  }

  #renew(attempt: number): void {
    this.ports.log.warning(`New connection to ${this.options.name} (attempt ${attempt})`);
    this.#peerEpoch = null;
    this.#replace();
    this.askForOffer();
  }

  #replace(): void {
    this.#now.close();
    this.#watch.rest();
    this.#picture.rest();
    this.#heldCandidates.length = 0;
    this.#now = this.#connect();
    this.events.changed();
  }

  #connect(): LinkConnection {
    const { control, probe } = this.events;
    const made = new LinkConnection(this.ports, this.options, {
      say: (epoch, body) => this.#say(epoch, body),
      broken: () => this.#watch.broken(),
      stateChanged: () => this.#stateChanged(),
      control,
      link: {
        said: (text) => this.#picture.hear(text),
        probed: (answer) => probe.probed(answer),
        receivedBytes: () => probe.receivedBytes(),
      },
    });
    made.media.fit(this.#picture.fit);
    if (!this.#held) made.media.send(this.#tracks, this.#links);
    this.#watch.begins();
    return made;
  }

  #stateChanged(): void {
    const { log, clock } = this.ports;
    const { connection } = this.#now;
    const { connectionState: state } = connection;
    const { lostAt } = this.#watch;
    if (state === "connected") {
      const seconds = lostAt === null ? "" : ` again after ${((clock.now() - lostAt) / 1000).toFixed(1)} s`;
      log.success(`Media connected with ${this.options.name}${seconds}`);
    } else if (state === "disconnected" || state === "failed") {
      log.warning(`Media with ${this.options.name}: ${state}`);
      this.events.doubted();
    }
    this.#watch.stateChanged(connection);
    this.events.changed();
  }

  #fellSilent(): void {
    this.ports.log.warning(`Nothing comes from ${this.options.name}`);
    this.events.doubted();
    this.#restWhileCutOff();
  }

  /** What it would send is asked for again when the route is back, and goes before the key frame that the other side waits for (docs/adr/0020). */
  #restWhileCutOff(): void {
    if (this.#watch.isCutOff) this.#now.media.rest();
    else this.#now.media.resume();
  }

  /** What was lost meanwhile is missing to the decoders of both sides. */
  #returned(first: boolean): void {
    this.#now.media.resume({ keyFrames: first });
    this.events.returned();
  }
}
