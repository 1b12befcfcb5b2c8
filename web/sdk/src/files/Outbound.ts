import type { CarrierMessage } from "../data/fileMessages.ts";
import type { Probe } from "../data/LinkChannel.ts";
import type { Cancel, Clock } from "../environment/Clock.ts";
import type { RandomBytes } from "../environment/randomId.ts";
import { base64url } from "../environment/randomId.ts";
import type { Log } from "../log/Log.ts";
import { Carrier } from "./Carrier.ts";
import { CarrierPlan, INTERVAL_MS } from "./CarrierPlan.ts";
import type { FileLink } from "./FileLink.ts";
import { Governor } from "./Governor.ts";
import { MIN_PIECE_BYTES, TRANSFER_ID_BYTES, WINDOW_CHUNKS } from "./limits.ts";
import type { Outgoing } from "./Outgoing.ts";
import { ParcelWriter } from "./Parcel.ts";
import type { Chunk } from "./Vault.ts";
import { CHUNK_BYTES } from "./Vault.ts";

/** How soon it is looked again whether the governor lets more go. */
const HELD_MS = 20;
/** How much of a second goes in one piece at most, so that a narrow link carries the voice between two pieces. */
const PIECES_A_SECOND = 40;
/** What waits in the buffers of all carriers together: 40 ms of a fast link, so that none runs dry between two events, and no more of the window than leaves enough to be on its way. */
const BUFFERED_BYTES = (WINDOW_CHUNKS * CHUNK_BYTES) / 4;
/** Chunks that are read and hashed ahead of the carriers. */
const READ_AHEAD = 4;
/** Carriers stay so long for the next file. */
const LINGER_MS = 5_000;
/** After a carrier that never opened. */
const RETRY_MS = 2_000;
/** Nothing has come over for so long, although the link answers: a slow disk has written the whole window by then. */
const STALL_MS = 15_000;

interface Load {
  readonly transfer: Outgoing;
  readonly index: number;
  readonly chunk: Chunk;
}

/** A carrier, the chunk that is going out on it, and all that is on it and not acknowledged, by key. */
interface Cart {
  readonly carrier: Carrier;
  load: Load | null;
  offset: number;
  readonly unacknowledged: Map<string, Pick<Load, "transfer" | "index">>;
  opened: boolean;
  /** No more is put on it, and it closes when all on it has arrived. */
  leaving: boolean;
}

export interface OutboundPorts {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly link: FileLink;
  /** The transfers to this participant, in the order in which they take turns. */
  readonly transfers: () => readonly Outgoing[];
  /** A file cannot be read any more. */
  readonly unreadable: (transfer: Outgoing) => void;
}

/** Whether something is on it that the other side has not acknowledged and still wants. */
const isUnderWay = ({ unacknowledged }: Cart): boolean => [...unacknowledged.values()].some(({ transfer, index }) => transfer.isInFlight(index));

const keyOf = (transfer: Outgoing, index: number): string => `${transfer.id}/${index}`;

/** Sends the files that one participant wants, over as many carriers as help, at the pace that the voice leaves. */
export class Outbound {
  readonly #carts = new Map<string, Cart>();
  readonly #ready: Load[] = [];
  #reading = 0;
  readonly #governor: Governor;
  readonly #parcels = new ParcelWriter();
  #plan = new CarrierPlan();
  #turn = 0;
  #tick: Cancel | null = null;
  #held: Cancel | null = null;
  #idleSince: number | null = null;
  #retryAt = 0;
  #intervalAt = 0;
  /** What the other side had received at the last interval, and has now. */
  #receivedBefore = 0;
  #received = 0;
  /** When something came over last, or nothing had to. */
  #movedAt = 0;
  #closed = false;

  constructor(private readonly ports: OutboundPorts) {
    this.#governor = new Governor(ports.clock.now());
  }

  has(carrier: string): boolean {
    return this.#carts.has(carrier);
  }

  take(message: CarrierMessage): void {
    this.#carts.get(message.carrier)?.carrier.take(message);
  }

  /** The link's round trip of now. */
  probed(probe: Probe): void {
    const now = this.ports.clock.now();
    this.#governor.trip(now, probe);
    if (probe.receivedBytes > this.#received) this.#movedAt = now;
    this.#received = probe.receivedBytes;
  }

  /** A chunk has arrived and is kept. */
  arrived(transfer: Outgoing, index: number): void {
    this.#movedAt = this.ports.clock.now();
    const key = keyOf(transfer, index);
    for (const cart of this.#carts.values()) {
      if (cart.unacknowledged.delete(key)) this.#leave(cart);
    }
    this.pump();
  }

  /** There may be something to send, or room for it. */
  pump(): void {
    if (this.#closed) return;
    const busy = this.ports.transfers().some((transfer) => transfer.isBusy);
    if (busy && this.#tick === null) this.#start();
    if (!busy && this.#ready.length === 0) return;
    this.#read();
    for (const cart of this.#carts.values()) this.#fill(cart);
  }

  close(): void {
    this.#closed = true;
    this.#tick?.();
    this.#held?.();
    this.#ready.length = 0;
    for (const { carrier } of [...this.#carts.values()]) carrier.close();
  }

  #start(): void {
    const now = this.ports.clock.now();
    this.#governor.resume(now);
    this.#intervalAt = now;
    this.#receivedBefore = this.#received;
    this.#idleSince = null;
    this.#movedAt = now;
    this.#ticked();
  }

  #ticked(): void {
    const { clock, link, transfers } = this.ports;
    const now = clock.now();
    const busy = transfers().some((transfer) => transfer.isBusy);
    if (busy) this.#idleSince = null;
    else this.#idleSince ??= now;
    if (this.#idleSince !== null && now - this.#idleSince >= LINGER_MS) {
      this.#tick = null;
      this.#dismiss(this.#carts.size);
      return;
    }
    if (busy) {
      link.probe();
      this.#governor.check(now);
      if (now - this.#intervalAt >= INTERVAL_MS) this.#interval(now);
      this.#renewStalled(now);
      this.#equip(now);
    } else this.#movedAt = now;
    this.#tick = clock.after(this.#governor.probeMs, () => {
      this.#ticked();
      this.pump();
    });
  }

  #interval(now: number): void {
    const before = this.#plan.count;
    const arrived = this.#received - this.#receivedBefore;
    this.#plan.interval(arrived, this.#governor.takeFull(), this.#governor.shortestTripMs);
    if (this.#plan.count !== before) this.ports.log.info(`Files go over ${this.#plan.count} connections, ${Math.round(arrived / 1000)} kB in the last second`);
    this.#intervalAt = now;
    this.#receivedBefore = this.#received;
  }

  /** Carriers that are up and bring nothing are given up: what is on them goes again on others, whatever kept it. */
  #renewStalled(now: number): void {
    const carts = [...this.#carts.values()];
    if (!carts.some(isUnderWay) || !this.#governor.hears(now)) this.#movedAt = now;
    if (now - this.#movedAt < STALL_MS) return;
    this.#movedAt = now;
    this.ports.log.warning(`No file has moved for ${STALL_MS / 1000} s; making ${carts.length} connections anew`);
    for (const { carrier } of carts) carrier.close();
  }

  /** As many carriers as planned: where nothing gets through, none is begun. */
  #equip(now: number): void {
    const staying = [...this.#carts.values()].filter(({ leaving }) => !leaving);
    if (staying.length > this.#plan.count) this.#dismiss(staying.length - this.#plan.count);
    if (now < this.#retryAt || !this.ports.link.connected || !this.#governor.hears(now)) return;
    for (let count = staying.length; count < this.#plan.count; count++) this.#make();
  }

  #dismiss(count: number): void {
    const staying = [...this.#carts.values()].filter(({ leaving }) => !leaving);
    for (const cart of staying.slice(staying.length - count)) {
      cart.leaving = true;
      this.#leave(cart);
    }
  }

  #leave(cart: Cart): void {
    if (!cart.leaving || isUnderWay(cart)) return;
    this.ports.link.say({ type: "carrier.closed", carrier: cart.carrier.id });
    cart.carrier.close();
  }

  #make(): void {
    const { clock, link, randomBytes } = this.ports;
    const id = base64url(randomBytes(TRANSFER_ID_BYTES));
    const carrier = new Carrier(clock, id, link.connect(), true, {
      say: (message) => void link.say(message),
      opened: () => {
        cart.opened = true;
        this.pump();
      },
      drained: () => this.pump(),
      received: () => undefined,
      closed: () => this.#closedCart(cart),
    });
    const cart: Cart = { carrier, load: null, offset: 0, unacknowledged: new Map(), opened: false, leaving: false };
    this.#carts.set(id, cart);
    this.#share();
  }

  /** What was on it, and has not been acknowledged, goes again. */
  #closedCart(cart: Cart): void {
    this.#carts.delete(cart.carrier.id);
    this.#share();
    if (cart.load !== null) {
      cart.unacknowledged.delete(keyOf(cart.load.transfer, cart.load.index));
      this.#ready.unshift(cart.load);
      cart.load = null;
    }
    for (const { transfer, index } of cart.unacknowledged.values()) transfer.lost(index);
    if (this.#closed || cart.leaving) return;
    if (!cart.opened) this.#retryAt = this.ports.clock.now() + RETRY_MS;
    this.ports.link.say({ type: "carrier.closed", carrier: cart.carrier.id });
  }

  #share(): void {
    for (const { carrier } of this.#carts.values()) carrier.highWaterBytes = BUFFERED_BYTES / this.#carts.size;
  }

  #read(): void {
    while (this.#ready.length + this.#reading < READ_AHEAD) {
      const next = this.#next();
      if (next === null) return;
      this.#reading += 1;
      void this.#load(next.transfer, next.index);
    }
  }

  #next(): { readonly transfer: Outgoing; readonly index: number } | null {
    const transfers = this.ports.transfers();
    for (let step = 0; step < transfers.length; step++) {
      const transfer = transfers[(this.#turn + step) % transfers.length];
      const index = transfer?.next(WINDOW_CHUNKS + this.#carts.size) ?? null;
      if (transfer === undefined || index === null) continue;
      this.#turn = (this.#turn + step + 1) % transfers.length;
      return { transfer, index };
    }
    return null;
  }

  async #load(transfer: Outgoing, index: number): Promise<void> {
    try {
      const chunk = await transfer.read(index);
      if (!this.#closed) this.#ready.push({ transfer, index, chunk });
    } catch {
      if (!this.#closed && transfer.isInFlight(index)) this.ports.unreadable(transfer);
    } finally {
      this.#reading -= 1;
    }
    this.pump();
  }

  #fill(cart: Cart): void {
    const { clock } = this.ports;
    while (cart.carrier.hasRoom) {
      if (cart.load === null) this.#takeLoad(cart);
      if (cart.load === null) return;
      const { transfer, index, chunk } = cart.load;
      if (!transfer.isInFlight(index)) {
        // Cancelled: the receiver forgets what it has of the chunk with the next one.
        this.#unload(cart);
        continue;
      }
      const left = chunk.data.byteLength - cart.offset;
      const length = Math.min(left, this.#pieceBytes(cart.carrier));
      if (this.#governor.allowance(clock.now()) < length) {
        this.#held ??= clock.after(HELD_MS, () => {
          this.#held = null;
          this.pump();
        });
        return;
      }
      const parcel = this.#parcels.write(transfer.idBytes, index, cart.offset, chunk.digest, new Uint8Array(chunk.data, cart.offset, length));
      if (!cart.carrier.send(parcel)) return;
      this.#governor.spend(length);
      cart.offset += length;
      if (cart.offset < chunk.data.byteLength) continue;
      cart.load = null;
      this.#read();
    }
  }

  #unload(cart: Cart): void {
    if (cart.load !== null) cart.unacknowledged.delete(keyOf(cart.load.transfer, cart.load.index));
    cart.load = null;
    this.#leave(cart);
  }

  #takeLoad(cart: Cart): void {
    if (cart.leaving) return;
    let load = this.#ready.shift();
    // Cancelled, or begun anew on another connection, while it was read.
    while (load !== undefined && !load.transfer.isInFlight(load.index)) load = this.#ready.shift();
    if (load === undefined) return;
    cart.load = load;
    cart.offset = 0;
    cart.unacknowledged.set(keyOf(load.transfer, load.index), { transfer: load.transfer, index: load.index });
  }

  #pieceBytes(carrier: Carrier): number {
    return Math.max(MIN_PIECE_BYTES, Math.min(carrier.pieceBytes, Math.floor(this.#governor.rate / PIECES_A_SECOND)));
  }
}
