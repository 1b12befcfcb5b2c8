import type { CarrierMessage } from "../data/fileMessages.ts";
import type { Cancel, Clock } from "../environment/Clock.ts";
import type { RandomBytes } from "../environment/randomId.ts";
import type { Log } from "../log/Log.ts";
import type { FileLink } from "./FileLink.ts";
import { Inbound } from "./Inbound.ts";
import type { Incoming } from "./Incoming.ts";
import { Outbound } from "./Outbound.ts";
import type { Outgoing } from "./Outgoing.ts";

/** Acknowledgements are gathered so long: few frames, and no window that waits for them. */
const ACKNOWLEDGE_MS = 20;
/** Half a window: the sender need not wait for the rest. */
const ACKNOWLEDGE_CHUNKS = 8;

export interface FilePeerPorts {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly link: FileLink;
  readonly outgoing: () => readonly Outgoing[];
  readonly incoming: (id: string) => Incoming | null;
  readonly expects: () => boolean;
  readonly unreadable: (transfer: Outgoing) => void;
}

/** Files over one connection to one participant: the carriers both ways, and the acknowledgements. */
export class FilePeer {
  readonly link: FileLink;
  readonly outbound: Outbound;
  readonly #inbound: Inbound;
  readonly #kept = new Map<string, number[]>();
  #acknowledging: Cancel | null = null;

  constructor(private readonly ports: FilePeerPorts) {
    const { clock, randomBytes, log, link, outgoing, incoming, expects, unreadable } = ports;
    this.link = link;
    this.outbound = new Outbound({ clock, randomBytes, log, link, transfers: outgoing, unreadable });
    this.#inbound = new Inbound(clock, link, incoming, expects);
  }

  get receivedBytes(): number {
    return this.#inbound.receivedBytes;
  }

  carry(message: CarrierMessage): void {
    if (this.outbound.has(message.carrier)) this.outbound.take(message);
    else this.#inbound.take(message);
  }

  acknowledge(transfer: string, index: number): void {
    const kept = this.#kept.get(transfer) ?? [];
    kept.push(index);
    this.#kept.set(transfer, kept);
    if (kept.length >= ACKNOWLEDGE_CHUNKS) this.#acknowledge();
    else this.#acknowledging ??= this.ports.clock.after(ACKNOWLEDGE_MS, () => this.#acknowledge());
  }

  close(): void {
    this.#acknowledging?.();
    this.#acknowledging = null;
    this.outbound.close();
    this.#inbound.close();
  }

  #acknowledge(): void {
    this.#acknowledging?.();
    this.#acknowledging = null;
    for (const [id, chunks] of this.#kept) this.link.say({ type: "file.got", id, chunks });
    this.#kept.clear();
  }
}
