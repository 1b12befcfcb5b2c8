import type { Cancel, Clock } from "../environment/Clock.ts";
import { settledWithin } from "../environment/Clock.ts";
import type { Ask } from "../signaling/Session.ts";
import type { ResultOf } from "../signaling/requests.ts";

/** What a welcome, a notification or an answer to `ice.servers` brings. */
export type Grant = Pick<ResultOf<"ice.servers">, "iceServers" | "iceExpiresAt" | "iceCall">;

interface Granted {
  /** The only call that the credentials are for; null: there are none of a call. */
  readonly call: string | null;
  readonly servers: readonly RTCIceServer[];
  readonly at: number;
  /** On our clock. */
  readonly expiresAt: number;
}

/** A question for the credentials of a call, which a welcome may answer a round trip earlier than the server's result. */
class Question {
  #resolve = (): void => undefined;
  readonly #over = new AbortController();
  readonly answer = new Promise<void>((resolve) => (this.#resolve = resolve));

  constructor(readonly call: string) {}

  /** Takes back what has not left yet. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  answered(): void {
    this.#resolve();
    this.#over.abort();
  }
}

/** Credentials are replaced this long before they expire, so that no call ever waits for new ones. */
const RENEW_BEFORE_MS = 60_000;
/** Not more often than this, whatever the server's lifetimes are. */
const MIN_RENEWAL_MS = 10_000;
/** An ICE restart, or a call without credentials, waits this long for fresh ones: some round trips. Then it goes on with what it has. */
export const FRESH_WITHIN_MS = 500;
/** Credentials that came so lately need not be asked for again before an ICE restart: a change of network began with a welcome. */
const FRESH_FOR_MS = 5_000;

/**
 * The STUN and TURN servers, with credentials for one call (docs/adr/0104): for the live one, or else for the next that is
 * placed from here, whose id is chosen ahead so that a call begins with its credentials at hand. Kept fresh in the background
 * while we are connected.
 */
export class IceServers {
  #granted: Granted | null = null;
  #live: string | null = null;
  #next: string;
  #renewal: Cancel | null = null;
  #clockOffsetMs = 0;
  #asking: Question | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly ask: Ask,
    private readonly newCallId: () => string,
  ) {
    this.#next = newCallId();
  }

  /** The id that the next call placed from here will have. */
  get nextCall(): string {
    return this.#next;
  }

  /** A call is placed now. */
  takeNextCall(): string {
    const id = this.#next;
    this.#next = this.newCallId();
    return id;
  }

  /** `clockOffsetMs`: server's clock minus ours. */
  welcomed(grant: Grant, clockOffsetMs: number): void {
    this.#clockOffsetMs = clockOffsetMs;
    this.granted(grant);
  }

  /** Takes what the server grants; of two grants for one call the one that lasts longer. */
  granted({ iceServers, iceExpiresAt, iceCall }: Grant): void {
    const expiresAt = iceExpiresAt === null ? Infinity : iceExpiresAt - this.#clockOffsetMs;
    const present = this.#granted;
    if (present !== null && iceCall !== null && present.call === iceCall && present.expiresAt > expiresAt) return;
    this.#granted = { call: iceCall, servers: iceServers.map(toRtc), at: this.clock.now(), expiresAt };
    if (this.#asking?.call === iceCall) this.#settle(this.#asking);
    this.stop();
    if (expiresAt === Infinity) return;
    const delay = Math.max(MIN_RENEWAL_MS, expiresAt - RENEW_BEFORE_MS - this.clock.now());
    this.#renewal = this.clock.after(delay, () => void this.#renew(this.#live ?? this.#next));
  }

  /** The call that goes on from here now, if there is one. After a call the next one is prepared. */
  follow(live: string | null): void {
    if (live === this.#live) return;
    this.#live = live;
    const next = this.#next;
    // Behind the hang-up, which is about to be said: in a call there are none for another.
    if (live === null) queueMicrotask(() => this.#prepare(next));
  }

  /** What a call has now. The credentials of another call would end with that one. */
  of(call: string): readonly RTCIceServer[] {
    const servers = this.#granted?.servers ?? [];
    return this.#serves(call) ? servers : servers.filter(({ username }) => username === undefined);
  }

  /** Settles when a call has credentials, or can wait no longer for them; null: it need not wait. */
  ready(call: string): Promise<void> | null {
    return this.#serves(call) ? null : this.#renewedInTime(call);
  }

  /** The same for an ICE restart, which wants fresh ones. */
  fresh(call: string): Promise<void> | null {
    if (!this.#serves(call)) return this.#renewedInTime(call);
    const granted = this.#granted;
    const lasting = granted === null || granted.expiresAt === Infinity;
    return lasting || this.clock.now() - granted.at < FRESH_FOR_MS ? null : this.#renewedInTime(call);
  }

  stop(): void {
    this.#renewal?.();
    this.#renewal = null;
  }

  /** Nothing to do where that call is placed already: it asks by itself. */
  #prepare(next: string): void {
    if (this.#live === null && this.#next === next && !this.#serves(next)) void this.#renew(next);
  }

  #serves(call: string): boolean {
    const granted = this.#granted;
    return granted === null || granted.call === null || (granted.call === call && granted.expiresAt > this.clock.now());
  }

  /** The links of one call restart at the same time: they share one question. */
  #renew(call: string): Promise<void> {
    if (this.#asking?.call === call) return this.#asking.answer;
    const question = new Question(call);
    this.#asking = question;
    void this.#askFor(question).then(() => this.#settle(question));
    return question.answer;
  }

  #settle(question: Question): void {
    if (this.#asking === question) this.#asking = null;
    question.answered();
  }

  /** A failure is no harm: the next welcome brings new ones. Nor is a refusal: the call is over, or another device has it. */
  async #askFor({ call, over }: Question): Promise<void> {
    const grant = await this.ask("ice.servers", { call }, over).catch(() => null);
    if (grant?.iceCall === call) this.granted(grant);
  }

  #renewedInTime(call: string): Promise<void> {
    return settledWithin(this.clock, FRESH_WITHIN_MS, this.#renew(call));
  }
}

function toRtc({ urls, username, credential }: Grant["iceServers"][number]): RTCIceServer {
  return {
    urls: [...urls],
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}
