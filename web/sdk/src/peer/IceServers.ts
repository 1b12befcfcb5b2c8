import type { Cancel, Clock } from "../environment/Clock.ts";
import type { Ask } from "../signaling/Session.ts";
import type { ResultOf } from "../signaling/requests.ts";

type Grant = ResultOf<"ice.servers">;

/** Credentials are replaced this long before they expire, so that no call ever waits for new ones. */
const RENEW_BEFORE_MS = 60_000;
/** Not more often than this, whatever the server's lifetimes are. */
const MIN_RENEWAL_MS = 10_000;

/** The STUN and TURN servers with credentials that are valid now: kept fresh in the background while we are connected. */
export class IceServers {
  #servers: readonly RTCIceServer[] = [];
  #renewal: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly ask: Ask,
    /** The call that new credentials are for, if there is one. */
    private readonly call: () => string | null = () => null,
  ) {}

  /** Takes what a welcome or an `ice.servers` brought. `clockOffsetMs`: server's clock minus ours. */
  granted(grant: Grant, clockOffsetMs: number): void {
    this.#servers = grant.iceServers.map(toRtc);
    this.stop();
    if (grant.iceExpiresAt === null) return;
    const expiresAt = grant.iceExpiresAt - clockOffsetMs;
    const delay = Math.max(MIN_RENEWAL_MS, expiresAt - RENEW_BEFORE_MS - this.clock.now());
    this.#renewal = this.clock.after(delay, () => void this.#renew(clockOffsetMs));
  }

  get current(): readonly RTCIceServer[] {
    return this.#servers;
  }

  stop(): void {
    this.#renewal?.();
    this.#renewal = null;
  }

  async #renew(clockOffsetMs: number): Promise<void> {
    // A failure is no harm: the next welcome brings new ones.
    const call = this.call();
    const grant = await this.ask("ice.servers", call === null ? {} : { call }).catch(() => null);
    if (grant !== null) this.granted(grant, clockOffsetMs);
  }
}

function toRtc({ urls, username, credential }: Grant["iceServers"][number]): RTCIceServer {
  return {
    urls: [...urls],
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}
