import type { CarrierMessage } from "../data/fileMessages.ts";
import type { Clock } from "../environment/Clock.ts";
import { Carrier } from "./Carrier.ts";
import type { FileLink } from "./FileLink.ts";
import type { Incoming } from "./Incoming.ts";
import { MAX_CARRIERS, MIN_PIECE_BYTES } from "./limits.ts";
import { decodeParcel } from "./Parcel.ts";
import { chunkCount, chunkLength } from "./Vault.ts";

/** One chunk whose pieces come one after the other. */
interface Assembly {
  readonly id: string;
  readonly index: number;
  readonly digest: Uint8Array;
  readonly data: Uint8Array<ArrayBuffer>;
  filled: number;
}

/** The carriers that one participant has made to send files here, and what comes on them. A carrier holds one chunk at most. */
export class Inbound {
  readonly #carriers = new Map<string, Carrier>();
  readonly #assemblies = new Map<Carrier, Assembly>();
  #receivedBytes = 0;

  constructor(
    private readonly clock: Clock,
    private readonly link: FileLink,
    private readonly expected: (id: string) => Incoming | null,
    /** Whether anything is expected of them at all: nobody else makes connections here. */
    private readonly isWelcome: () => boolean,
  ) {}

  /** On all carriers, since there is this connection. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  take(message: CarrierMessage): void {
    const known = this.#carriers.get(message.carrier);
    if (known !== undefined) {
      known.take(message);
      return;
    }
    if (message.type !== "carrier.description" || message.description.type !== "offer") return;
    if (this.#carriers.size >= MAX_CARRIERS || !this.isWelcome()) {
      this.link.say({ type: "carrier.closed", carrier: message.carrier });
      return;
    }
    this.#make(message.carrier).take(message);
  }

  close(): void {
    for (const carrier of [...this.#carriers.values()]) carrier.close();
  }

  #make(id: string): Carrier {
    const carrier = new Carrier(this.clock, id, this.link.connect(), false, {
      say: (message) => void this.link.say(message),
      opened: () => undefined,
      drained: () => undefined,
      received: (message) => this.#received(carrier, message),
      closed: () => {
        this.#carriers.delete(id);
        this.#assemblies.delete(carrier);
      },
    });
    this.#carriers.set(id, carrier);
    return carrier;
  }

  #received(carrier: Carrier, message: ArrayBuffer): void {
    this.#receivedBytes += message.byteLength;
    const parcel = decodeParcel(message);
    const transfer = parcel === null ? null : this.expected(parcel.id);
    // Declined, cancelled or paused meanwhile: what is still on its way is nothing.
    if (parcel === null || transfer === null) {
      this.#assemblies.delete(carrier);
      return;
    }
    const { sizeBytes } = transfer.record;
    let assembly = this.#assemblies.get(carrier);
    if (parcel.digest !== null) {
      if (parcel.index >= chunkCount(sizeBytes)) return this.#broken(carrier, transfer);
      const data = new Uint8Array(chunkLength(sizeBytes, parcel.index));
      assembly = { id: parcel.id, index: parcel.index, digest: parcel.digest.slice(), data, filled: 0 };
      this.#assemblies.set(carrier, assembly);
    }
    if (assembly === undefined || assembly.id !== parcel.id || assembly.index !== parcel.index || assembly.filled !== parcel.offset) {
      return this.#broken(carrier, transfer);
    }
    const filled = parcel.offset + parcel.piece.length;
    const isLast = filled === assembly.data.length;
    if (filled > assembly.data.length || (!isLast && parcel.piece.length < MIN_PIECE_BYTES)) return this.#broken(carrier, transfer);
    assembly.data.set(parcel.piece, parcel.offset);
    assembly.filled = filled;
    if (!isLast) return;
    this.#assemblies.delete(carrier);
    if (!transfer.take(assembly.index, assembly.data.buffer, assembly.digest)) this.#broken(carrier, transfer);
  }

  /** Chunks out of order, sizes that lie, more than was asked for: that transfer ends, and the call goes on. */
  #broken(carrier: Carrier, transfer: Incoming): void {
    this.#assemblies.delete(carrier);
    transfer.fail("protocol");
  }
}
