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
  #expiresAt: number | null = null;
  #renewal: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly ask: Ask,
  ) {}

  /** Takes what a welcome or an `ice.servers` brought. `clockOffsetMs`: server's clock minus ours. */
  granted(grant: Grant, clockOffsetMs: number): void {
    this.#servers = grant.iceServers.map(toRtc);
    this.#expiresAt = grant.iceExpiresAt === null ? null : grant.iceExpiresAt - clockOffsetMs;
    this.#renewal?.();
    this.#renewal = null;
    if (this.#expiresAt === null) return;
    const delay = Math.max(MIN_RENEWAL_MS, this.#expiresAt - RENEW_BEFORE_MS - this.clock.now());
    this.#renewal = this.clock.after(delay, () => void this.#renew(clockOffsetMs));
  }

  get current(): readonly RTCIceServer[] {
    return this.#servers;
  }

  /** Whether the credentials would still serve for an ICE restart that begins now. */
  get fresh(): boolean {
    return this.#expiresAt === null || this.#expiresAt > this.clock.now();
  }

  stop(): void {
    this.#renewal?.();
    this.#renewal = null;
  }

  async #renew(clockOffsetMs: number): Promise<void> {
    // A failure is no harm: the next welcome brings new ones.
    const grant = await this.ask("ice.servers", {}).catch(() => null);
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
