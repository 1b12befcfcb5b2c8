import type { ControlEvents } from "../data/ControlChannel.ts";
import { ControlChannel } from "../data/ControlChannel.ts";
import { LinkChannel, type LinkChannelEvents } from "../data/LinkChannel.ts";
import type { Cancel, Clock } from "../environment/Clock.ts";
import type { Rtc } from "../environment/Environment.ts";
import type { RandomBytes } from "../environment/randomId.ts";
import { newEpoch } from "../environment/randomId.ts";
import { codeOf } from "../errors/errors.ts";
import type { Log } from "../log/Log.ts";
import type { SignalBody } from "../signaling/Signal.ts";
import { CandidateBatch } from "./CandidateBatch.ts";
import type { IceServers } from "./IceServers.ts";
import { LinkMedia } from "./LinkMedia.ts";
import { Negotiation } from "./Negotiation.ts";

export interface LinkPorts {
  readonly clock: Clock;
  readonly rtc: Rtc;
  readonly randomBytes: RandomBytes;
  readonly iceServers: IceServers;
  readonly log: Log;
}

export interface ConnectionOptions {
  readonly call: string;
  /** The other participant's name, for the log. */
  readonly name: string;
  /** The participant that came later is polite; the other one makes the first offer. */
  readonly polite: boolean;
}

export interface ConnectionEvents {
  /** To be said to the other side, unless nothing may leave: what is gathered meanwhile is part of the description that leaves later. */
  say(epoch: string, body: SignalBody): void;
  /** Nothing can be made of it any more, whatever its state. */
  broken(): void;
  stateChanged(): void;
  readonly control: ControlEvents;
  readonly link: LinkChannelEvents;
}

/** How long the camera keeps its size: by then the congestion control knows a narrow link, and longer would cost it sound. */
const STARTING_MS = 1_500;

/** One RTCPeerConnection of a link and what belongs to it, under an epoch of its own (docs/PROTOCOL.md, call.signal). */
export class LinkConnection {
  readonly connection: RTCPeerConnection;
  readonly negotiation: Negotiation;
  readonly media: LinkMedia;
  readonly control: ControlChannel;
  readonly link: LinkChannel;
  readonly epoch: string;
  readonly #batch: CandidateBatch;
  #servers: readonly RTCIceServer[];
  #isBroken = false;
  #isClosed = false;
  /** An ICE restart waits for credentials. */
  #isRestarting = false;
  /** An offer is made, and nothing gets through. */
  #isAhead = false;
  #starting: Cancel | null = null;

  constructor(
    private readonly ports: LinkPorts,
    private readonly options: ConnectionOptions,
    private readonly events: ConnectionEvents,
  ) {
    const { clock, rtc, randomBytes, iceServers } = ports;
    this.epoch = newEpoch(randomBytes);
    this.#servers = iceServers.of(options.call);
    const connection = rtc.createPeerConnection(configuration(this.#servers));
    this.connection = connection;
    this.media = new LinkMedia(connection, rtc);
    this.control = new ControlChannel(connection, events.control);
    this.link = new LinkChannel(connection, clock, events.link);
    this.negotiation = this.#negotiation();
    this.#batch = new CandidateBatch(clock, (candidates) => this.say({ kind: "candidates", candidates }));
    connection.onicecandidate = ({ candidate }) => {
      if (candidate !== null) this.#batch.add(candidate);
    };
    connection.onconnectionstatechange = () => this.#stateChanged();
    if (options.polite) return;
    this.media.addTransceivers();
    this.control.make();
    this.link.make();
  }

  /** Whether nothing can be made of it any more, whatever its state. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Says it to the other side, under the epoch of this connection. */
  say(body: SignalBody): void {
    if (!this.#isClosed && !this.#isAhead) this.events.say(this.epoch, body);
  }

  /** Another connection to the same participant, with the servers of now. Whoever asks for it closes it. */
  connectBeside(): RTCPeerConnection {
    const { rtc, iceServers } = this.ports;
    return rtc.createPeerConnection(configuration(iceServers.of(this.options.call)));
  }

  /** Gathers anew and offers it: once, however many want it while credentials are on their way. After an outage both sides do. */
  restartIce(): void {
    if (this.#isRestarting) return;
    this.#isRestarting = true;
    this.withFreshServers(() => {
      this.#isRestarting = false;
      this.#configure();
      this.negotiation.restartIce();
    });
  }

  /**
   * The same while nothing gets through, with the servers of before: `sayAhead` says the offer, with all that was gathered for it. By the side that makes offers; and not on a route
   * through a relay, which may have died with the server: its candidates must be gathered when there is one again.
   */
  restartIceAhead(): void {
    const isSettled = this.connection.remoteDescription !== null && !this.negotiation.offering && !this.#isBroken && !this.#isRestarting;
    if (this.options.polite || !isSettled || !isDirect(this.connection)) return;
    this.#isAhead = true;
    this.negotiation.restartIce();
  }

  /** Also where the old route carries again by now: an offer that is never said is in the way of the next one, with the addresses of its time. */
  sayAhead(): void {
    if (!this.#isAhead) return;
    this.#isAhead = false;
    this.negotiation.repeat();
  }

  /** Does something unless it is closed meanwhile. A credential that ends with the route, or has ended already, is of no use to the next one. */
  withFreshServers(action: () => void): void {
    const fresh = this.ports.iceServers.fresh(this.options.call);
    if (fresh === null) action();
    else
      void fresh.then(() => {
        if (!this.#isClosed) action();
      });
  }

  close(): void {
    this.#isClosed = true;
    this.#batch.drop();
    this.control.drop();
    this.link.drop();
    this.#starting?.();
    this.connection.onnegotiationneeded = this.connection.onicecandidate = this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  #negotiation(): Negotiation {
    const { log } = this.ports;
    const { name, polite } = this.options;
    return new Negotiation(this.connection, polite, {
      describe: (description) => this.say({ kind: "description", description }),
      prepareAnswer: () => {
        this.#configure();
        this.media.adoptTransceivers();
        this.control.make();
        this.link.make();
      },
      failed: (error) => {
        log.error(`Negotiation with ${name} failed: ${codeOf(error)}`);
        this.#isBroken = true;
        this.events.broken();
      },
      candidateRefused: (error) => log.warning(`A candidate of ${name} was refused: ${codeOf(error)}`),
    });
  }

  /** What is gathered from now on is gathered with the servers of now. */
  #configure(): void {
    const servers = this.ports.iceServers.of(this.options.call);
    if (servers === this.#servers) return;
    this.#servers = servers;
    this.connection.setConfiguration(configuration(servers));
  }

  #stateChanged(): void {
    if (this.connection.connectionState === "connected") this.#starting ??= this.ports.clock.after(STARTING_MS, () => this.media.started());
    this.events.stateChanged();
  }
}

/** One transport for everything: fewer candidates, fewer checks, one DTLS handshake. */
const configuration = (servers: readonly RTCIceServer[]): RTCConfiguration => ({
  iceServers: [...servers],
  bundlePolicy: "max-bundle",
  rtcpMuxPolicy: "require",
});

/** Whether the route is known to lead through no relay (WebRTC 1.0, RTCIceTransport; not every browser tells). */
function isDirect({ sctp }: RTCPeerConnection): boolean {
  const pair = sctp?.transport.iceTransport.getSelectedCandidatePair?.() ?? null;
  return pair !== null && pair.local.type !== "relay" && pair.remote.type !== "relay";
}
