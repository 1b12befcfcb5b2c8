import type { FileTransfer, KeyValueStore } from "../api.ts";
import { noSuchTransfer } from "../errors/errors.ts";
import { Incoming } from "./Incoming.ts";
import { keepTransfers } from "./keptTransfers.ts";
import { MAX_REMEMBERED } from "./limits.ts";
import { Outgoing } from "./Outgoing.ts";
import { isOver } from "./Transfer.ts";

export type AnyTransfer = Outgoing | Incoming;

/** The transfers of this window, the oldest first, as its store keeps them through a reload. */
export class TransferList implements Iterable<AnyTransfer> {
  readonly #transfers = new Map<string, AnyTransfer>();

  /** `dropped`: it is remembered no more. */
  constructor(
    private readonly store: KeyValueStore,
    private readonly dropped: (transfer: AnyTransfer) => void,
  ) {}

  [Symbol.iterator](): Iterator<AnyTransfer> {
    return this.#transfers.values();
  }

  has(id: string): boolean {
    return this.#transfers.has(id);
  }

  find(id: string): AnyTransfer | undefined {
    return this.#transfers.get(id);
  }

  /** Throws `no-such-transfer`. */
  get(id: string): AnyTransfer {
    const transfer = this.#transfers.get(id);
    if (transfer === undefined) throw noSuchTransfer();
    return transfer;
  }

  /** All from and to one participant. */
  of(user: string): readonly AnyTransfer[] {
    return [...this].filter(({ record }) => record.with.id === user);
  }

  /** What goes, or is offered, to one participant. */
  outgoingTo(user: string): readonly Outgoing[] {
    return this.of(user).filter((transfer): transfer is Outgoing => transfer instanceof Outgoing && !isOver(transfer.state));
  }

  /** The transfer whose bytes this participant may send now. */
  expectedFrom(user: string, id: string): Incoming | null {
    const transfer = this.#transfers.get(id);
    return transfer instanceof Incoming && transfer.record.with.id === user && transfer.isExpected ? transfer : null;
  }

  /** How many of one direction are not over. */
  open(direction: FileTransfer["direction"], user: string): number {
    return this.of(user).filter(({ record }) => record.direction === direction && !isOver(record.state)).length;
  }

  /** Bytes that have yet to come into the private storage. */
  get bytesExpected(): number {
    return [...this].reduce(
      (sum, transfer) => (transfer instanceof Incoming && transfer.isExpected && !transfer.record.placed ? sum + transfer.record.sizeBytes - transfer.doneBytes : sum),
      0,
    );
  }

  /** Of too many the oldest that is over is dropped, those that are saved last. */
  add(transfer: AnyTransfer): void {
    this.#transfers.set(transfer.id, transfer);
    if (this.#transfers.size <= MAX_REMEMBERED) return;
    const over = [...this].filter(({ state }) => isOver(state));
    const oldest = over.find(({ state }) => state !== "saved") ?? over[0];
    if (oldest !== undefined) this.drop(oldest);
  }

  drop(transfer: AnyTransfer): void {
    this.#transfers.delete(transfer.id);
    this.dropped(transfer);
  }

  keep(): void {
    keepTransfers(this.store, [...this].map(({ kept }) => kept));
  }
}
