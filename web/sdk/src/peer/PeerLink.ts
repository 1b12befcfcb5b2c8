import type { LinkStats, RemoteParticipant } from "../api.ts";
import type { ControlEvents } from "../data/ControlChannel.ts";
import { ControlChannel } from "../data/ControlChannel.ts";
import { encodePeerMessage, type LinkMessage } from "../data/peerMessages.ts";
import { ProbeChannel, type ProbeEvents } from "../data/ProbeChannel.ts";
import type { Cancel, Clock } from "../environment/Clock.ts";
import type { Rtc } from "../environment/Environment.ts";
import type { RandomBytes } from "../environment/randomId.ts";
import { newEpoch } from "../environment/randomId.ts";
import { assertNever } from "../errors/assertNever.ts";
import { codeOf } from "../errors/errors.ts";
import type { Log } from "../log/Log.ts";
import type { Candidate, Description, Signal, SignalBody } from "../signaling/Signal.ts";
import { CandidateBatch } from "./CandidateBatch.ts";
import { CandidateOrder } from "./CandidateOrder.ts";
import type { IceServers } from "./IceServers.ts";
import type { LocalTracks } from "./LinkMedia.ts";
import { LinkMedia, NO_TRACKS } from "./LinkMedia.ts";
import { LinkPicture } from "./LinkPicture.ts";
import { LinkWatch } from "./LinkWatch.ts";
import { MAX_EARLY_CANDIDATES, Negotiation } from "./Negotiation.ts";
import { withoutCandidates } from "./sdp.ts";

export interface LinkPorts {
  readonly clock: Clock;
  readonly rtc: Rtc;
  readonly randomBytes: RandomBytes;
  readonly iceServers: IceServers;
  readonly log: Log;
}

export interface LinkOptions {
  readonly call: string;
  /** The other participant's name, for the log. */
  readonly name: string;
  /** The participant that came later is polite; the other one makes the first offer. */
  readonly polite: boolean;
  /** While we ring: an answer is prepared, and nothing leaves before `release`. */
  readonly held: boolean;
}

export interface LinkEvents {
  /** Resolves when the server has it, or never will. */
  signal(signal: Signal): Promise<void>;
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

/** How long the camera keeps its size: by then the congestion control knows a narrow link, and longer would cost it sound. */
const STARTING_MS = 1_500;

/** One RTCPeerConnection and what belongs to it. */
interface Incarnation {
  readonly connection: RTCPeerConnection;
  readonly negotiation: Negotiation;
  readonly media: LinkMedia;
  readonly control: ControlChannel;
  readonly probe: ProbeChannel;
  readonly batch: CandidateBatch;
  readonly order: CandidateOrder;
  readonly epoch: string;
  servers: readonly RTCIceServer[];
}

/**
 * The link to one other participant: an RTCPeerConnection, and after a reload on the other side, or when ICE restarts do not
 * help, another one, under another epoch (docs/PROTOCOL.md, call.signal).
 */
export class PeerLink {
  readonly #watch: LinkWatch;
  #now: Incarnation;
  #peerEpoch: string | null = null;
  /** Epochs of connections that the other side has given up. */
  readonly #pastEpochs = new Set<string>();
  #held: boolean;
  readonly #heldCandidates: Candidate[] = [];
  #tracks: LocalTracks = NO_TRACKS;
  #links = 1;
  readonly #picture: LinkPicture;
  #broken = false;
  /** The connection whose ICE is about to be restarted. */
  #restarting: RTCPeerConnection | null = null;
  #closed = false;
  #starting: Cancel | null = null;

  constructor(
    private readonly ports: LinkPorts,
    private readonly options: LinkOptions,
    private readonly events: LinkEvents,
  ) {
    this.#held = options.held;
    this.#watch = new LinkWatch(ports.clock, {
      attempt: (attempt) => this.#attempt(attempt),
      silent: () => this.#fellSilent(),
      returned: (first) => this.#returned(first),
    });
    this.#picture = new LinkPicture({
      log: ports.log,
      name: options.name,
      apply: (fit) => this.#now.media.fit(fit),
      say: (message) => this.say(encodePeerMessage(message)),
      changed: () => events.changed(),
    });
    this.#now = this.#incarnate();
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
    if (this.options.polite && this.#now.connection.remoteDescription === null) void this.#say({ kind: "ready" });
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
    this.#now.media.send(this.#tracks, this.#links);
    this.events.changed();
  }

  send(tracks: LocalTracks, links: number): void {
    this.#tracks = tracks;
    this.#links = links;
    if (!this.#held) this.#now.media.send(tracks, links);
  }

  /** Says a text to the other side, from device to device; false when nothing goes through now. */
  say(text: string): boolean {
    return !this.#held && this.#now.control.send(text);
  }

  /** Asks for the round trip of now, on the way that sound and picture take; the answer may never come. */
  probe(): void {
    if (!this.#held) this.#now.probe.ask();
  }

  /** Another connection to the same participant, with the same servers. Whoever asks for it closes it. */
  connectBeside(): RTCPeerConnection {
    const { rtc, iceServers } = this.ports;
    return rtc.createPeerConnection(configuration(iceServers.of(this.options.call)));
  }

  /** Whether signals get through to the other device now. */
  reachable(reachable: boolean): void {
    this.#watch.reachable(reachable && !this.#held);
  }

  /** Whether the other side says that it sends sound. */
  expectSound(expected: boolean): void {
    this.#watch.expectSound(expected);
  }

  /** How the link was in the last second. `heard`: something came from the other side. */
  measured(stats: LinkStats, heard: boolean): void {
    this.#picture.measured(this.#tracks, stats, heard && this.state === "connected");
  }

  /** What the other side says of the link. */
  hear(message: LinkMessage): void {
    if (message.type === "picture.held") this.#picture.heldByThem(message.held);
    else this.#picture.soundBroken();
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
    this.#closed = true;
    this.#watch.stop();
    this.#shut(this.#now);
  }

  #take(body: SignalBody): void {
    const { negotiation } = this.#now;
    switch (body.kind) {
      case "description":
        negotiation.description(this.#held ? this.#withhold(body.description) : body.description);
        return;
      case "candidates":
        if (this.#held) this.#withholdCandidates(body.candidates);
        else this.#now.order.take(body.candidates);
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
      this.#restartSoon();
    }
    // Otherwise the offer is on its way already.
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

  async #say(body: SignalBody): Promise<void> {
    if (this.#held || this.#closed) return;
    await this.events.signal({ epoch: this.#now.epoch, peerEpoch: this.#peerEpoch, body });
  }

  #attempt(attempt: number): void {
    const { connection, negotiation } = this.#now;
    const { polite, name } = this.options;
    if (connection.remoteDescription === null && polite) void this.#say({ kind: "ready" });
    else if (this.#broken || attempt % ATTEMPTS_PER_CONNECTION === 0) this.#withFreshServers(() => this.#renew(attempt));
    else if (negotiation.offering) negotiation.repeat();
    else {
      this.ports.log.warning(`ICE restart with ${name} (attempt ${attempt})`);
      // Offers of both at once end in a rollback, after which Chromium shows no frame any more (docs/adr/0009).
      if (polite) this.#withFreshServers(() => void this.#say({ kind: "ready" }));
      else this.#restartSoon();
    }
  }

  /** A credential that ends with the route, or has ended already, is of no use to the next one. */
  #withFreshServers(action: () => void): void {
    const { iceServers } = this.ports;
    const fresh = iceServers.fresh(this.options.call);
    const present = this.#now;
    if (fresh === null) action();
    else
      void fresh.then(() => {
        if (!this.#closed && this.#now === present) action();
      });
  }

  #renew(attempt: number): void {
    this.ports.log.warning(`New connection to ${this.options.name} (attempt ${attempt})`);
    this.#peerEpoch = null;
    this.#replace();
    this.askForOffer();
  }

  /** Once, however many want it while credentials are on their way: after an outage both sides do. */
  #restartSoon(): void {
    const { connection, order } = this.#now;
    if (this.#restarting === connection) return;
    this.#restarting = connection;
    this.#withFreshServers(() => {
      this.#restarting = null;
      this.#configure(this.#now);
      order.restart();
      connection.restartIce();
    });
  }

  /** What is gathered from now on is gathered with the servers of now. */
  #configure(incarnation: Incarnation): void {
    const servers = this.ports.iceServers.of(this.options.call);
    if (servers === incarnation.servers) return;
    incarnation.servers = servers;
    incarnation.connection.setConfiguration(configuration(servers));
  }

  #replace(): void {
    this.#shut(this.#now);
    this.#picture.renewed();
    this.#broken = false;
    this.#heldCandidates.length = 0;
    this.#now = this.#incarnate();
    this.events.changed();
  }

  #incarnate(): Incarnation {
    const { clock, rtc, randomBytes, iceServers, log } = this.ports;
    const servers = iceServers.of(this.options.call);
    const connection = rtc.createPeerConnection(configuration(servers));
    const media = new LinkMedia(connection, rtc);
    const control = new ControlChannel(connection, {
      opened: () => {
        this.#picture.opened();
        this.events.control.opened();
      },
      received: (text) => this.events.control.received(text),
    });
    const probe = new ProbeChannel(connection, clock, this.events.probe);
    const batch = new CandidateBatch(clock, (candidates) => void this.#say({ kind: "candidates", candidates }).then(() => order.told(candidates)));
    const negotiation = new Negotiation(connection, this.options.polite, {
      describe: (description) => void this.#say({ kind: "description", description }),
      prepareAnswer: ({ restartsIce }) => {
        // Where the other side restarts ICE, this one gathers anew as well.
        this.#configure(incarnation);
        if (restartsIce) order.restart();
        media.adoptTransceivers();
        control.make();
        probe.make();
      },
      failed: (error) => {
        log.error(`Negotiation with ${this.options.name} failed: ${codeOf(error)}`);
        this.#broken = true;
        this.#watch.broken();
      },
      candidateRefused: (error) => log.warning(`A candidate of ${this.options.name} was refused: ${codeOf(error)}`),
    });
    const order = new CandidateOrder(clock, (candidates) => negotiation.candidates(candidates));
    // What is gathered while we hold is part of the description by the time it leaves.
    connection.onicecandidate = ({ candidate }) => {
      if (candidate !== null && !this.#held) batch.add(candidate);
    };
    connection.onconnectionstatechange = () => this.#stateChanged(connection);
    if (!this.options.polite) {
      media.addTransceivers();
      control.make();
      probe.make();
    }
    media.fit(this.#picture.fit);
    if (!this.#held) media.send(this.#tracks, this.#links);
    this.#watch.begins();
    const incarnation: Incarnation = { connection, negotiation, media, control, probe, batch, order, epoch: newEpoch(randomBytes), servers };
    return incarnation;
  }

  #shut({ connection, control, probe, batch, order }: Incarnation): void {
    batch.drop();
    order.drop();
    control.drop();
    probe.drop();
    this.#starting?.();
    this.#starting = null;
    this.#watch.rest();
    connection.onnegotiationneeded = connection.onicecandidate = connection.onconnectionstatechange = null;
    connection.close();
  }

  #stateChanged(connection: RTCPeerConnection): void {
    const { log, clock } = this.ports;
    const { connectionState: state } = connection;
    const { lostAt } = this.#watch;
    if (state === "connected") {
      const seconds = lostAt === null ? "" : ` again after ${((clock.now() - lostAt) / 1000).toFixed(1)} s`;
      log.success(`Media connected with ${this.options.name}${seconds}`);
      this.#starting ??= clock.after(STARTING_MS, () => this.#now.media.started());
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
  }

  /** What was lost meanwhile is missing to the decoders of both sides. */
  #returned(first: boolean): void {
    if (first) this.#now.media.refresh();
    this.events.returned();
  }
}

/** One transport for everything: fewer candidates, fewer checks, one DTLS handshake. */
const configuration = (servers: readonly RTCIceServer[]): RTCConfiguration => ({
  iceServers: [...servers],
  bundlePolicy: "max-bundle",
  rtcpMuxPolicy: "require",
});
