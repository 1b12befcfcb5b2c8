import type { Cancel, Clock } from "../environment/Clock.ts";

/** Three times within the grace of the server (30 s), should the network lose one; whoever reloads a page is back before the first. */
const VOUCH_MS = 9_000;

export interface VouchingPorts {
  readonly clock: Clock;
  /** Whether sound or picture of that participant comes, from device to device. */
  readonly hears: (user: string) => boolean;
  readonly say: (user: string) => void;
}

/** Tells the server whom we hear and it does not, for as long as that is so (docs/PROTOCOL.md, `call.hears`): the media decide who is in a call. */
export class Vouching {
  #away: readonly string[] = [];
  #timer: Cancel | null = null;

  constructor(private readonly ports: VouchingPorts) {}

  /** Those in the call who have no connection to the server. */
  away(users: readonly string[]): void {
    this.#away = users;
    if (users.length === 0) this.stop();
    else this.#timer ??= this.ports.clock.after(VOUCH_MS, () => this.#vouch());
  }

  stop(): void {
    this.#away = [];
    this.#timer?.();
    this.#timer = null;
  }

  #vouch(): void {
    this.#timer = null;
    for (const user of this.#away) if (this.ports.hears(user)) this.ports.say(user);
    this.away(this.#away);
  }
}
