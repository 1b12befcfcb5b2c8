import type { FilePlace, TransferFailure } from "../api.ts";
import type { FileMessage } from "../data/fileMessages.ts";
import { ChunkSet } from "./ChunkSet.ts";
import { MAX_HELD_CHUNKS, MAX_RANGES } from "./limits.ts";
import type { TransferRecord } from "./Transfer.ts";
import { bytesOf, doneBytesOf, isOver, Transfer } from "./Transfer.ts";
import type { ChunkRange, Vault, VaultErrorCode } from "./Vault.ts";
import { chunkCount, VaultError } from "./Vault.ts";

/** Chunks that are not what their digest says, and ends of a file that is not whole: as many as an unlucky sender may make, no more. */
const MAX_MISTAKES = 3;

export interface IncomingPorts {
  readonly vault: Vault;
  readonly say: (message: FileMessage) => boolean;
  /** A chunk is kept, to be acknowledged. */
  readonly got: (index: number, bytes: number) => void;
  readonly changed: () => void;
}

/** A file that comes from one participant: asks for what is missing, keeps what comes, and compares the whole. */
export class Incoming extends Transfer {
  readonly #count: number;
  /** Null while it is not open. */
  #kept: ChunkSet | null = null;
  #opening: Promise<void> | null = null;
  readonly #pending = new Set<number>();
  #place: FilePlace | null = null;
  #mistakes = 0;
  /** With this digest its end is compared, once. */
  #finish: { readonly digest: string; readonly done: Promise<void> } | null = null;
  senderWantsFile = false;
  wantsPlace = false;

  constructor(
    record: TransferRecord,
    private readonly ports: IncomingPorts,
  ) {
    super(record);
    this.#count = chunkCount(record.sizeBytes);
    // What a browser has not written to its place yet is gone with the page.
    if (record.placed && !isOver(record.state)) this.#offeredAgain();
  }

  get doneBytes(): number {
    if (this.state === "saved" || this.state === "verifying") return this.record.sizeBytes;
    return this.#kept === null ? 0 : doneBytesOf(this.#kept, this.record.sizeBytes);
  }

  /** Bytes may come. */
  get isExpected(): boolean {
    return this.state === "receiving";
  }

  async accept(place: FilePlace | null): Promise<void> {
    this.#place = place;
    this.wantsPlace = false;
    this.placeAt(place !== null);
    this.become("receiving");
    this.ports.changed();
    await this.#goOn();
  }

  /** There is a new connection: the sender knows nothing of what is here. */
  async opened(): Promise<void> {
    this.pausedBy.them = false;
    this.senderWantsFile = false;
    if (this.state === "verifying") this.become("receiving");
    if (this.state !== "receiving") return;
    if (this.pausedBy.me) this.ports.say({ type: "file.paused", id: this.id, paused: true });
    await this.#goOn();
  }

  /** The page of the sender says what it offers again, and hears how it stands here. */
  answerAgain(): void {
    const { id, state } = this;
    if (state === "saved" || state === "declined" || state === "cancelled") this.ports.say({ type: `file.${state}`, id });
    else if (state === "failed") this.ports.say({ type: "file.failed", id, code: this.record.failure ?? "protocol" });
  }

  /**
   * A whole chunk has come; `data` is taken away. False when the sender has more on its way than it may, which ends the transfer.
   */
  take(index: number, data: ArrayBuffer, digest: Uint8Array): boolean {
    if (this.state !== "receiving" || this.#kept === null) return true;
    if (this.#kept.has(index)) {
      this.ports.got(index, 0);
      return true;
    }
    if (this.#pending.has(index)) return true;
    if (this.#pending.size >= MAX_HELD_CHUNKS) return false;
    this.#pending.add(index);
    void this.#keep(index, data, digest);
    return true;
  }

  /** The sender has heard that all is here. */
  async end(digest: string): Promise<void> {
    if (this.state !== "receiving" || this.#kept === null) return;
    if (!this.#kept.isFull) {
      if (this.#mistake()) this.#want(this.#kept.missing());
      return;
    }
    this.become("verifying");
    this.ports.changed();
    try {
      this.#finish ??= { digest, done: this.ports.vault.finish(this.id, bytesOf(digest)) };
      await this.#finish.done;
      // A new connection, or a person, may have decided otherwise meanwhile.
      if (this.#isOverOr("receiving")) return;
      if (this.#finish.digest === digest) this.#end("saved");
      else this.fail("corrupt");
    } catch (error) {
      this.#refuse(codeOf(error));
    }
  }

  /** Ends it here, tells the sender, and throws away what is kept. */
  fail(failure: TransferFailure): void {
    this.#end("failed", failure);
  }

  #refuse(code: VaultErrorCode): void {
    if (code === "aborted") this.#end("cancelled");
    else this.fail(code);
  }

  #end(state: "saved" | "cancelled" | "failed", failure: TransferFailure | null = null): void {
    if (isOver(this.state)) return;
    this.over(state, failure);
    this.answerAgain();
    this.#tidy();
    this.ports.changed();
  }

  override over(state: "saved" | "declined" | "cancelled" | "failed", failure: TransferFailure | null = null): void {
    super.over(state, failure);
    if (state !== "saved") this.#tidy();
  }

  #isOverOr(state: TransferRecord["state"]): boolean {
    return isOver(this.state) || this.state === state;
  }

  #offeredAgain(): void {
    this.become("offered");
    this.placeAt(false);
  }

  async #goOn(): Promise<void> {
    this.#opening ??= this.#open();
    await this.#opening;
    this.#opening = null;
    if (this.state === "receiving" && this.#kept !== null) this.#want(this.#kept.missing());
    this.ports.changed();
  }

  async #open(): Promise<void> {
    if (this.#kept !== null) return;
    try {
      const ranges = await this.ports.vault.open(this.id, this.record.sizeBytes, this.#place);
      const kept = new ChunkSet(this.#count);
      for (const range of ranges) kept.addRange(range);
      if (isOver(this.state)) this.#tidy();
      else this.#kept = kept;
    } catch (error) {
      const code = codeOf(error);
      // A browser may promise room that its disk does not have.
      if (code === "no-space" && this.#place === null && this.state === "receiving") {
        this.#offeredAgain();
        this.wantsPlace = true;
        this.#tidy();
      } else this.#refuse(code);
    }
  }

  #want(missing: readonly ChunkRange[]): void {
    let from = 0;
    do {
      if (!this.ports.say({ type: "file.want", id: this.id, ranges: missing.slice(from, from + MAX_RANGES) })) return;
      from += MAX_RANGES;
    } while (from < missing.length);
  }

  async #keep(index: number, data: ArrayBuffer, digest: Uint8Array): Promise<void> {
    const bytes = data.byteLength;
    try {
      await this.ports.vault.write(this.id, index, data, digest);
      if (this.#kept?.add(index) === true) this.ports.got(index, bytes);
    } catch (error) {
      const code = codeOf(error);
      if (code !== "corrupt") this.#refuse(code);
      else if (this.#mistake("corrupt")) this.#want([[index, index + 1]]);
    } finally {
      this.#pending.delete(index);
    }
  }

  /** False when it was one too many. */
  #mistake(failure: TransferFailure = "protocol"): boolean {
    this.#mistakes += 1;
    if (this.#mistakes <= MAX_MISTAKES) return !isOver(this.state);
    this.fail(failure);
    return false;
  }

  #tidy(): void {
    this.#kept = null;
    // Nobody waits for it, and what cannot be removed now is cleared later.
    if (this.state !== "saved") void this.ports.vault.remove(this.id).catch(() => undefined);
  }
}

const codeOf = (error: unknown): VaultErrorCode => (error instanceof VaultError ? error.code : "storage");
