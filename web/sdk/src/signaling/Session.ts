import type { SignalingState } from "../api.ts";
import type { Cancel } from "../environment/Clock.ts";
import type { Environment } from "../environment/Environment.ts";
import { base64url } from "../environment/randomId.ts";
import { aborted, isCallboxError, refusedByServer, sessionLost, stopped } from "../errors/errors.ts";
import type { Log } from "../log/Log.ts";
import { Backoff } from "./Backoff.ts";
import { afterClose } from "./closeCodes.ts";
import type { Identity, Resume } from "./hello.ts";
import { helloFrame } from "./hello.ts";
import { Line } from "./Line.ts";
import type { PendingRequest } from "./PendingRequests.ts";
import { decodeResult, PendingRequests } from "./PendingRequests.ts";
import type { Requests, RequestType, ResultOf } from "./requests.ts";
import type { Failure, Notification, ServerMessage, Welcome } from "./serverMessages.ts";

export interface SessionEvents {
  /** What to say in the next hello. */
  identity(): Identity;
  stateChanged(state: SignalingState): void;
  /** Before anything is asked, or asked again: what the welcome grants need not be. */
  greeted(welcome: Welcome): void;
  /** `resumed`: nothing was missed, and what was missed meanwhile follows. Otherwise the welcome is a snapshot. */
  welcomed(welcome: Welcome): void;
  notified(notification: Notification): void;
  /** The server does not take the name in hello; the next one should go without. */
  nameRefused(): void;
}

/**
 * Asks the server something and waits for the answer, over as many connections as it takes. Aborting takes back what has
 * not left yet; what has left is still answered, but not sent again.
 */
export type Ask = <K extends RequestType>(type: K, params: Requests[K], signal?: AbortSignal) => Promise<ResultOf<K>>;

/** When a server says `rate-limited` without a time. */
const DEFAULT_RETRY_MS = 1_000;
/** Without a network each attempt fails at once, and browsers slow down those who fail often; `online` will tell. */
const OFFLINE_RETRY_MS = 5_000;
/** An attempt that is so old when the network comes back began without one. */
const HURRY_AFTER_MS = 300;

/**
 * The device's session with the server, which outlives its connections: requests are sent again under their own ids until
 * they are answered, notifications are taken once and in order.
 *
 * `offline -> connecting -> connected <-> reconnecting`; `replaced` and `refused` are left by `takeOver` and `start` only.
 */
export class Session {
  readonly #backoff: Backoff;
  readonly #pending: PendingRequests;
  #state: SignalingState = "offline";
  readonly #line: Line;
  #attempt: Cancel | null = null;
  #pause: Cancel | null = null;
  #resume: Resume | null = null;
  #helloId: string | null = null;
  #inCall = false;

  constructor(
    private readonly environment: Environment,
    url: string,
    private readonly log: Log,
    private readonly events: SessionEvents,
  ) {
    this.#backoff = new Backoff(environment.jitter);
    this.#pending = new PendingRequests(base64url(environment.randomBytes(6)));
    this.#line = new Line(environment, url, () => this.#backoff.patienceMs(this.#inCall), {
      opened: () => this.#hello(),
      moved: () => this.#lost(),
      received: (message) => this.#received(message),
      closed: (code, openingMs) => this.#closed(code, openingMs),
      undecodable: (reason) => this.log.warning(`A message of the server was not understood: ${reason}`),
    });
  }

  get state(): SignalingState {
    return this.#state;
  }

  start(): void {
    if (this.#state === "offline" || this.#state === "refused") this.#open("connecting");
  }

  stop(): void {
    this.#drop();
    this.#resume = null;
    this.#pending.rejectAll(stopped());
    this.#become("offline");
  }

  takeOver(): void {
    if (this.#state === "replaced") this.#open("connecting");
  }

  /** In a call the socket is fought for harder. */
  setInCall(inCall: boolean): void {
    this.#inCall = inCall;
  }

  /** The network is another one: the old socket may look open for minutes, so a new one is opened at once. */
  reopen(): void {
    if (this.#wanted) this.#open(this.#state === "connecting" ? "connecting" : "reconnecting");
  }

  /** There is reason to doubt the connection: look now rather than at the next beat. */
  check(): void {
    if (this.#attempt !== null) this.reopen();
    else this.#line.probe();
  }

  /** The network is back: an attempt that hangs, or waits for its time, is made anew at once, and where that fails the next ones come fast again. */
  hurry(): void {
    this.#backoff.startAnew();
    if (this.#attempt !== null || (this.#line.openingMs ?? 0) >= HURRY_AFTER_MS) this.reopen();
  }

  readonly ask: Ask = (type, params, signal) => {
    const request = this.#pending.add(type, params, signal);
    if (isCallboxError(request)) return Promise.reject(request);
    if (!request.sent) this.#transmit(request);
    return request.result;
  };

  get #wanted(): boolean {
    return this.#state === "connecting" || this.#state === "connected" || this.#state === "reconnecting";
  }

  #open(state: "connecting" | "reconnecting"): void {
    this.#drop();
    this.#become(state);
    this.#line.open();
  }

  #drop(): void {
    this.#attempt?.();
    this.#attempt = null;
    this.#endPause();
    this.#line.close();
  }

  #endPause(): void {
    this.#pause?.();
    this.#pause = null;
  }

  #hello(): void {
    this.#helloId = this.#pending.nextId();
    this.#line.send(helloFrame(this.#helloId, this.events.identity(), this.#resume));
  }

  /** What was said last may not have come through: there is another connection, or will be. */
  #lost(): void {
    this.#endPause();
    if (this.#state !== "connected") return;
    this.log.warning("Signaling connection lost");
    this.#become("reconnecting");
  }

  #closed(code: number | null, openingMs: number): void {
    this.#endPause();
    const next = afterClose(code ?? 1006);
    switch (next.kind) {
      case "replaced":
      case "refused":
        this.log.error(next.kind === "replaced" ? "This device was opened in another window" : `The server refused us (${code})`);
        this.#resume = null;
        this.#pending.rejectAll(sessionLost());
        this.#become(next.kind);
        return;
      case "soon":
        this.#retry(this.environment.jitter() * next.withinMs);
        return;
      case "wait":
        this.#retry(next.delayMs);
        return;
      case "back-off":
        this.#retry(this.#backoffMs(openingMs));
        return;
    }
  }

  /** The time that an attempt took in vain counts: a black hole has made us wait long enough. */
  #backoffMs(openingMs: number): number {
    const delayMs = this.#backoff.nextDelayMs(this.#inCall);
    if (!this.environment.network.online) return Math.max(delayMs, OFFLINE_RETRY_MS);
    return Math.max(0, delayMs - openingMs);
  }

  #retry(delayMs: number): void {
    this.#lost();
    this.#attempt = this.environment.clock.after(delayMs, () => {
      this.#attempt = null;
      this.reopen();
    });
  }

  #received(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        this.#welcomed(message.welcome);
        return;
      case "result":
        this.#answered(message.id, message.body);
        return;
      case "error":
        this.#failed(message.failure);
        return;
      case "notification":
        if (this.#isNext(message.seq)) this.events.notified(message.notification);
        return;
      case "unknown":
        if (message.seq !== null) this.#isNext(message.seq);
        return;
      case "ping":
      case "pong":
        return;
    }
  }

  #welcomed(welcome: Welcome): void {
    const { resumed, token } = welcome.session;
    this.#resume = { token, seq: resumed ? (this.#resume?.seq ?? 0) : 0 };
    this.#helloId = null;
    this.#backoff.startAnew();
    this.events.greeted(welcome);
    this.#pending.dropAbandoned();
    if (!resumed) {
      // The peers negotiate anew after a lost session: what was on its way between them is stale.
      this.#pending.rejectAll(sessionLost(), (request) => request.type === "call.signal");
    }
    this.log.success(resumed ? "Signaling connected again, session resumed" : "Signaling connected");
    this.#state = "connected";
    // Before anything that being connected, or the snapshot, makes us ask: requests are carried out in the order in which they were made.
    for (const request of this.#pending.all()) this.#transmit(request);
    this.events.stateChanged(this.#state);
    this.events.welcomed(welcome);
  }

  #answered(id: string, body: unknown): void {
    const request = this.#pending.take(id);
    if (request === undefined) return;
    try {
      request.resolve(decodeResult(request, body));
    } catch (error) {
      request.reject(error);
    }
  }

  #failed(failure: Failure): void {
    if (failure.id !== undefined && failure.id === this.#helloId) {
      this.#notWelcomed(failure);
      return;
    }
    const request = failure.id === undefined ? undefined : this.#pending.take(failure.id);
    if (failure.code === "rate-limited") this.#rateLimited(request, failure.retryAfterMs ?? DEFAULT_RETRY_MS);
    else if (request !== undefined) request.reject(refusedByServer(failure.code, failure.message, failure.retryAfterMs));
    else this.log.warning(`The server reports ${failure.code}`);
  }

  /** A busy address says hello again on the same connection; what is refused for good is told by the close code that follows. */
  #notWelcomed({ code, retryAfterMs = DEFAULT_RETRY_MS }: Failure): void {
    this.#helloId = null;
    if (code === "rate-limited") {
      this.log.warning(`The server is busy; asking again in ${retryAfterMs} ms`);
      this.#pause = this.environment.clock.after(retryAfterMs, () => {
        this.#pause = null;
        this.#hello();
      });
      return;
    }
    this.log.error(`The server did not welcome us: ${code}`);
    if (code !== "name-invalid") return;
    this.events.nameRefused();
    this.reopen();
  }

  /** Nothing is sent until the server's time is over (going on would be flooding, close code 4008). */
  #rateLimited(request: PendingRequest | undefined, retryAfterMs: number): void {
    if (request?.abandoned === true) request.reject(aborted());
    else if (request !== undefined) this.#pending.again(request);
    this.#endPause();
    this.#pause = this.environment.clock.after(retryAfterMs, () => {
      this.#pause = null;
      for (const waiting of this.#pending.all()) if (!waiting.sent) this.#transmit(waiting);
    });
  }

  #transmit(request: PendingRequest): void {
    if (this.#state !== "connected" || this.#pause !== null) return;
    request.sent = true;
    this.#line.send({ type: request.type, id: request.id, ...request.params });
  }

  /** True once for each notification, in order. A gap means that something is lost for good: begin with a snapshot. */
  #isNext(seq: number): boolean {
    if (this.#resume === null || seq <= this.#resume.seq) return false;
    if (seq > this.#resume.seq + 1) {
      this.log.warning("Notifications were lost; asking for a snapshot");
      this.#resume = null;
      this.reopen();
      return false;
    }
    this.#resume = { ...this.#resume, seq };
    return true;
  }

  #become(state: SignalingState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.events.stateChanged(state);
  }
}
