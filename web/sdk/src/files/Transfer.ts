import type { FileTransfer, TransferFailure, TransferState } from "../api.ts";
import { RateMeter } from "./RateMeter.ts";
import type { ChunkSet } from "./ChunkSet.ts";
import { CHUNK_BYTES, chunkLength } from "./Vault.ts";

/** What a transfer is, and what of it lives through a reload. */
export interface TransferRecord {
  readonly id: string;
  readonly direction: FileTransfer["direction"];
  readonly with: { readonly id: string; readonly name: string };
  /** Safe to show. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly preview: string | null;
  readonly at: number;
  /** Outgoing: by these the file is known again. */
  readonly sourceName: string;
  readonly modifiedAt: number;
  readonly state: Exclude<TransferState, "paused">;
  readonly failure: TransferFailure | null;
  readonly pausedByMe: boolean;
  /** Incoming: it is written to a place that the person has picked. */
  readonly placed: boolean;
}

export const isOver = (state: TransferState): state is "saved" | "declined" | "cancelled" | "failed" =>
  state === "saved" || state === "declined" || state === "cancelled" || state === "failed";

/**
 * One file between this device and one participant.
 *
 * offered -> sending or receiving -> verifying -> saved; from each of the first ones also declined, cancelled, failed. A new connection leads from verifying back to sending. Paused is
 * no state of its own: both sides may pause, each for itself.
 */
export abstract class Transfer {
  #record: TransferRecord;
  readonly pausedBy: { me: boolean; them: boolean };
  readonly meter = new RateMeter();

  constructor(record: TransferRecord) {
    this.#record = record;
    this.pausedBy = { me: record.pausedByMe, them: false };
  }

  abstract readonly doneBytes: number;

  get record(): TransferRecord {
    return this.#record;
  }

  get id(): string {
    return this.#record.id;
  }

  get state(): TransferRecord["state"] {
    return this.#record.state;
  }

  get paused(): boolean {
    return this.pausedBy.me || this.pausedBy.them;
  }

  /** As it is to be kept. */
  get kept(): TransferRecord {
    return { ...this.#record, pausedByMe: this.pausedBy.me };
  }

  over(state: "saved" | "declined" | "cancelled" | "failed", failure: TransferFailure | null = null): void {
    if (isOver(this.state)) return;
    this.meter.reset();
    this.#record = { ...this.#record, state, failure };
  }

  protected become(state: Exclude<TransferState, "paused">): void {
    this.#record = { ...this.#record, state };
  }

  protected placeAt(placed: boolean): void {
    this.#record = { ...this.#record, placed };
  }
}

/** The bytes of a set's chunks, or of those other than one. */
export function doneBytesOf(chunks: ChunkSet, sizeBytes: number, without?: number): number {
  const last = chunks.capacity - 1;
  const whole = chunks.size * CHUNK_BYTES - (last >= 0 && chunks.has(last) ? CHUNK_BYTES - chunkLength(sizeBytes, last) : 0);
  return without === undefined || !chunks.has(without) ? whole : whole - chunkLength(sizeBytes, without);
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Of hexadecimal digits. */
export const bytesOf = (digits: string): Uint8Array<ArrayBuffer> => Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

/** A file's digest: the SHA-256 of its chunks' digests, in order. */
export const digestOfDigests = async (digests: Uint8Array<ArrayBuffer>): Promise<string> => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", digests)));
