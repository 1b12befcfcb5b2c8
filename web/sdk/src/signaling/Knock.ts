import type { Cancel, Clock } from "../environment/Clock.ts";
import type { Rtc } from "../environment/Environment.ts";

/** A socket that comes back by itself within this time is not disturbed, and a network that is back is noticed within it. */
const EVERY_MS = 300;
/** After an answer: a socket on a slow network has opened by then, and is not to be hurried again and again. */
const REST_MS = 4_000;
/** What a connection has opened to gather it keeps until it is closed; and browsers count those that they have not collected yet. */
const KNOCKS_PER_CONNECTION = 8;

/**
 * Asks the STUN server again and again whether anything gets through (RFC 8489, a Binding request), by gathering candidates that nobody uses. A TCP connection that
 * opens in an outage repeats its SYN once a second at first and then ever more rarely, and browsers let a page open few; a UDP packet costs nothing and is answered
 * in one round trip. Where UDP is blocked nobody answers, and the socket's own attempts go on.
 */
export class Knock {
  #connection: RTCPeerConnection | null = null;
  #timer: Cancel | null = null;
  #knocks = 0;
  /** Of the newest knock; null: without an address nobody was asked, though such a gathering is complete at once. */
  #outcome: "asked" | "refused" | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly rtc: Rtc,
    private readonly servers: () => readonly RTCIceServer[],
    private readonly answered: () => void,
  ) {}

  start(): void {
    if (this.#timer === null) this.#plan(EVERY_MS);
  }

  stop(): void {
    this.#timer?.();
    this.#timer = null;
    this.#close();
  }

  #plan(delayMs: number): void {
    this.#timer = this.clock.after(delayMs, () => {
      this.#plan(EVERY_MS);
      this.#knock();
    });
  }

  #knock(): void {
    this.#outcome = null;
    if (this.#connection === null || this.#knocks >= KNOCKS_PER_CONNECTION) this.#open();
    else this.#connection.restartIce();
    this.#knocks += 1;
    // Closed meanwhile: then nobody waits for an answer.
    this.#connection?.setLocalDescription().catch(() => undefined);
  }

  #open(): void {
    this.#close();
    const iceServers = stunOnly(this.servers());
    if (iceServers.length === 0) return;
    const connection = this.rtc.createPeerConnection({ iceServers });
    // Without anything to send nothing is gathered.
    connection.createDataChannel("");
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.protocol === "udp") this.#outcome ??= "asked";
      // Behind a NAT the answer itself is told of, a tenth of a second before the gathering, which has other steps, is complete.
      if (candidate?.type === "srflx") this.#isAnswered();
    };
    connection.onicecandidateerror = () => {
      this.#outcome = "refused";
    };
    connection.onicegatheringstatechange = () => {
      if (connection.iceGatheringState === "complete" && this.#outcome === "asked") this.#isAnswered();
    };
    this.#connection = connection;
    this.#knocks = 0;
  }

  #isAnswered(): void {
    this.stop();
    this.#plan(REST_MS);
    this.answered();
  }

  #close(): void {
    if (this.#connection === null) return;
    this.#connection.onicecandidate = this.#connection.onicecandidateerror = this.#connection.onicegatheringstatechange = null;
    this.#connection.close();
    this.#connection = null;
  }
}

/** A TURN server is a STUN server as well, but an allocation is more than a question. */
function stunOnly(servers: readonly RTCIceServer[]): RTCIceServer[] {
  const urls = servers.flatMap(({ urls }) => urls).filter((url) => url.startsWith("stun:"));
  return urls.length === 0 ? [] : [{ urls }];
}
