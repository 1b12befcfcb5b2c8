import type { FilePlace, FileToSend, FileTransfer, KeyValueStore } from "../api.ts";
import type { CarrierMessage, FileMessage } from "../data/fileMessages.ts";
import type { Probe } from "../data/LinkChannel.ts";
import type { Clock } from "../environment/Clock.ts";
import type { RandomBytes } from "../environment/randomId.ts";
import { base64url } from "../environment/randomId.ts";
import { noRoom, noSuchTransfer, nobodyHere, notThatFile, notStored, tooManyFiles } from "../errors/errors.ts";
import type { Log } from "../log/Log.ts";
import type { FileLink } from "./FileLink.ts";
import { FilePeer } from "./FilePeer.ts";
import { Incoming } from "./Incoming.ts";
import { loadTransfers } from "./keptTransfers.ts";
import { MAX_OPEN_OFFERS, MAX_PREVIEW_CHARACTERS, TRANSFER_ID_BYTES } from "./limits.ts";
import { Outgoing } from "./Outgoing.ts";
import { ProgressTeller } from "./ProgressTeller.ts";
import { safeName } from "./safeName.ts";
import { snapshotOf } from "./snapshot.ts";
import type { TransferRecord } from "./Transfer.ts";
import { isOver } from "./Transfer.ts";
import { type AnyTransfer, TransferList } from "./TransferList.ts";
import type { ChunkReader, Vault } from "./Vault.ts";

/** What nobody has touched for so long, and no record names, is left over from a window that is gone. */
const LEFTOVER_MS = 14 * 24 * 3_600_000;

interface User {
  readonly id: string;
  readonly name: string;
}

export interface FilesPorts {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly vault: Vault;
  readonly chunkReader: ChunkReader;
  /** Outlives a reload of this window. */
  readonly store: KeyValueStore;
  readonly changed: () => void;
}

/**
 * The files between this device and the people that it talks to. They belong to no call: a transfer waits for the next link to its participant, in whatever
 * call that is (docs/adr/0011).
 */
export class Files {
  readonly #transfers: TransferList;
  readonly #peers = new Map<string, FilePeer>();
  readonly #progress: ProgressTeller;
  #started = false;
  /** Ends that could not be told, since nothing went through. */
  readonly #untold = new Set<string>();

  constructor(private readonly ports: FilesPorts) {
    const { clock, store } = ports;
    this.#transfers = new TransferList(store, (transfer) => this.#dropped(transfer));
    this.#progress = new ProgressTeller(clock, () => [...this.#transfers].some(({ meter }) => meter.rate(clock.now()) !== null), ports.changed);
  }

  get snapshot(): readonly FileTransfer[] {
    const now = this.ports.clock.now();
    return [...this.#transfers].map((transfer) => snapshotOf(transfer, this.#peers.get(transfer.record.with.id)?.link.connected === true, now));
  }

  /** Takes up what this window had before its page was loaded again. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    for (const record of loadTransfers(this.ports.store)) {
      const transfer = record.direction === "outgoing" ? this.#outgoing(record, null) : this.#incoming(record);
      this.#transfers.add(transfer);
      if (transfer instanceof Incoming && transfer.state === "offered") void this.#findRoom(transfer);
    }
    void this.#clearLeftovers();
  }

  stop(): void {
    for (const user of [...this.#peers.keys()]) this.closed(user);
    this.#progress.stop();
  }

  /** Rejects with `nobody-here` or `too-many-files`. */
  offer(files: readonly FileToSend[], to: readonly User[]): void {
    if (to.length === 0) throw nobodyHere();
    if (to.some(({ id }) => this.#transfers.open("outgoing", id) + files.length > MAX_OPEN_OFFERS)) throw tooManyFiles(MAX_OPEN_OFFERS);
    const { clock, randomBytes } = this.ports;
    for (const { file, preview = null } of files) {
      for (const user of to) {
        const transfer = this.#outgoing(
          {
            id: base64url(randomBytes(TRANSFER_ID_BYTES)),
            direction: "outgoing",
            with: { id: user.id, name: user.name },
            name: safeName(file.name),
            sizeBytes: file.size,
            mediaType: file.type,
            preview: preview !== null && preview.length <= MAX_PREVIEW_CHARACTERS ? preview : null,
            at: clock.now(),
            sourceName: file.name,
            modifiedAt: file.lastModified,
            state: "offered",
            failure: null,
            pausedByMe: false,
            placed: false,
          },
          file,
        );
        this.#transfers.add(transfer);
        for (const message of transfer.hello()) this.#say(user.id, message);
      }
    }
    this.#changed();
  }

  /** Rejects with `source-changed`. */
  provide(id: string, file: File): void {
    const transfer = this.#transfers.get(id);
    if (!(transfer instanceof Outgoing) || isOver(transfer.state)) throw noSuchTransfer();
    if (!transfer.provide(file)) throw notThatFile();
    this.#say(transfer.record.with.id, { type: "file.source", id, here: true });
    this.#pump(transfer);
    this.#changed();
  }

  /** Rejects with `no-space` where it needs a place. */
  async accept(id: string, place: FilePlace | null): Promise<void> {
    const transfer = this.#transfers.get(id);
    if (!(transfer instanceof Incoming) || transfer.state !== "offered") throw noSuchTransfer();
    if (place === null && transfer.wantsPlace) throw noRoom();
    await transfer.accept(place);
    this.#changed();
  }

  decline(id: string): void {
    const transfer = this.#transfers.get(id);
    if (!(transfer instanceof Incoming) || transfer.state !== "offered") return;
    this.#end(transfer, "declined");
  }

  cancel(id: string): void {
    const transfer = this.#transfers.get(id);
    if (!isOver(transfer.state)) this.#end(transfer, "cancelled");
  }

  pause(id: string, paused: boolean): void {
    const transfer = this.#transfers.get(id);
    if (isOver(transfer.state) || transfer.pausedBy.me === paused) return;
    transfer.pausedBy.me = paused;
    this.#say(transfer.record.with.id, { type: "file.paused", id, paused });
    this.#pump(transfer);
    this.#changed();
  }

  /** Rejects with `storage`. */
  async open(id: string): Promise<File | null> {
    const transfer = this.#transfers.get(id);
    if (!(transfer instanceof Incoming) || transfer.state !== "saved") throw noSuchTransfer();
    if (transfer.record.placed) return null;
    try {
      return await this.ports.vault.file(id);
    } catch {
      throw notStored();
    }
  }

  forget(id: string): void {
    const transfer = this.#transfers.find(id);
    if (transfer === undefined || !isOver(transfer.state)) return;
    this.#transfers.drop(transfer);
    this.#changed();
  }

  /** The control channel to this participant is open, perhaps a new one: nothing is on its way any more. */
  opened(user: User, link: FileLink): void {
    this.#peers.get(user.id)?.close();
    const { clock, randomBytes, log } = this.ports;
    const peer = new FilePeer({
      clock,
      randomBytes,
      log,
      link,
      outgoing: () => this.#transfers.outgoingTo(user.id),
      incoming: (id) => this.#transfers.expectedFrom(user.id, id),
      expects: () => this.#transfers.of(user.id).some((transfer) => transfer instanceof Incoming && transfer.isExpected),
      unreadable: (transfer) => this.#fail(transfer),
    });
    this.#peers.set(user.id, peer);
    for (const transfer of this.#transfers.of(user.id)) {
      if (isOver(transfer.state)) {
        if (this.#untold.delete(transfer.id)) this.#tellEnd(transfer);
      } else if (transfer instanceof Incoming) void transfer.opened();
      else {
        transfer.restart();
        for (const message of transfer.hello()) link.say(message);
      }
    }
    this.#changed();
  }

  closed(user: string): void {
    const peer = this.#peers.get(user);
    if (peer === undefined) return;
    this.#peers.delete(user);
    peer.close();
    this.#changed();
  }

  probed(user: string, probe: Probe): void {
    this.#peers.get(user)?.outbound.probed(probe);
  }

  /** How many bytes a participant's carriers have brought on the present connection. */
  receivedBytes(user: string): number {
    return this.#peers.get(user)?.receivedBytes ?? 0;
  }

  receive(from: User, message: FileMessage | CarrierMessage): void {
    if ("carrier" in message) this.#peers.get(from.id)?.carry(message);
    else if (message.type === "file.offer") this.#offered(from, message);
    else this.#hear(from, message);
  }

  #offered(from: User, { id, name, sizeBytes, mediaType, preview }: Extract<FileMessage, { type: "file.offer" }>): void {
    const known = this.#transfers.find(id);
    if (known !== undefined) {
      if (known instanceof Incoming && known.record.with.id === from.id) known.answerAgain();
      return;
    }
    if (this.#transfers.open("incoming", from.id) >= MAX_OPEN_OFFERS) {
      this.#say(from.id, { type: "file.declined", id });
      return;
    }
    const transfer = this.#incoming({
      id,
      direction: "incoming",
      with: { id: from.id, name: from.name },
      name: safeName(name),
      sizeBytes,
      mediaType,
      preview,
      at: this.ports.clock.now(),
      sourceName: "",
      modifiedAt: 0,
      state: "offered",
      failure: null,
      pausedByMe: false,
      placed: false,
    });
    this.#transfers.add(transfer);
    this.#changed();
    void this.#findRoom(transfer);
  }

  /** Whether the private storage has room for it, beside what is on its way already. */
  async #findRoom(transfer: Incoming): Promise<void> {
    const taken = this.#transfers.bytesExpected;
    const room = await this.ports.vault.room().catch(() => 0);
    if (transfer.state !== "offered" || room - taken >= transfer.record.sizeBytes) return;
    transfer.wantsPlace = true;
    this.#changed();
  }

  #hear(from: User, message: Exclude<FileMessage, { type: "file.offer" }>): void {
    const transfer = this.#transfers.find(message.id);
    if (transfer === undefined || transfer.record.with.id !== from.id) {
      // Another device of this person may know it, or this one did: the receiver goes on waiting.
      if (message.type === "file.want") this.#say(from.id, { type: "file.source", id: message.id, here: false });
      return;
    }
    if (transfer instanceof Outgoing) this.#hearReceiver(transfer, message);
    else this.#hearSender(transfer, message);
    // Twenty times a second, and nothing of it is kept: to store and to draw that each time takes longer than to send.
    if (message.type === "file.got") this.#progress.progressed();
    else this.#changed();
  }

  #hearReceiver(transfer: Outgoing, message: Exclude<FileMessage, { type: "file.offer" }>): void {
    const { id } = transfer;
    switch (message.type) {
      case "file.want":
        if (isOver(transfer.state)) {
          this.#tellEnd(transfer);
          return;
        }
        transfer.want(message.ranges);
        if (transfer.wantsFile) this.#say(transfer.record.with.id, { type: "file.source", id, here: false });
        break;
      case "file.got":
        for (const index of message.chunks) this.#arrived(transfer, index);
        break;
      case "file.paused":
        transfer.pausedBy.them = message.paused;
        break;
      case "file.saved":
        // Before its end was said nobody can have compared it.
        if (transfer.state === "verifying" || transfer.state === "sending") transfer.over("saved");
        break;
      case "file.declined":
        transfer.over("declined");
        break;
      case "file.cancelled":
        transfer.over("cancelled");
        break;
      case "file.failed":
        transfer.over("failed", message.code);
        break;
      case "file.end":
      case "file.source":
        break;
    }
    this.#pump(transfer);
  }

  #hearSender(transfer: Incoming, message: Exclude<FileMessage, { type: "file.offer" }>): void {
    switch (message.type) {
      case "file.paused":
        transfer.pausedBy.them = message.paused;
        break;
      case "file.source":
        transfer.senderWantsFile = !message.here;
        break;
      case "file.end":
        void transfer.end(message.digest);
        break;
      case "file.cancelled":
        transfer.over("cancelled");
        break;
      case "file.failed":
        transfer.over("failed", message.code);
        break;
      case "file.want":
      case "file.got":
      case "file.saved":
      case "file.declined":
        break;
    }
  }

  #arrived(transfer: Outgoing, index: number): void {
    const bytes = transfer.got(index);
    transfer.meter.add(this.ports.clock.now(), bytes);
    this.#peers.get(transfer.record.with.id)?.outbound.arrived(transfer, index);
  }

  /** Lets go on what can, and says the end when all is there. */
  #pump(transfer: AnyTransfer): void {
    if (!(transfer instanceof Outgoing)) return;
    this.#peers.get(transfer.record.with.id)?.outbound.pump();
    transfer.end().then(
      (digest) => {
        if (digest === null) return;
        this.#say(transfer.record.with.id, { type: "file.end", id: transfer.id, digest });
        this.#changed();
      },
      () => this.#fail(transfer),
    );
  }

  #fail(transfer: Outgoing): void {
    if (isOver(transfer.state)) return;
    transfer.over("failed", "source-gone");
    this.#tellEnd(transfer);
    this.#changed();
  }

  #end(transfer: AnyTransfer, state: "declined" | "cancelled"): void {
    transfer.over(state);
    this.#tellEnd(transfer);
    this.#pump(transfer);
    this.#changed();
  }

  /** What does not go through now is said on the next connection; and again to who asks for it. */
  #tellEnd({ id, state, record }: AnyTransfer): void {
    const said =
      state === "failed"
        ? this.#say(record.with.id, { type: "file.failed", id, code: record.failure ?? "storage" })
        : (state !== "cancelled" && state !== "declined") || this.#say(record.with.id, { type: `file.${state}`, id });
    if (!said) this.#untold.add(id);
  }

  #say(user: string, message: FileMessage): boolean {
    return this.#peers.get(user)?.link.say(message) ?? false;
  }

  #outgoing(record: TransferRecord, file: File | null): Outgoing {
    return new Outgoing(record, file, this.ports.chunkReader);
  }

  #incoming(record: TransferRecord): Incoming {
    const user = record.with.id;
    const transfer: Incoming = new Incoming(record, {
      vault: this.ports.vault,
      say: (message) => this.#say(user, message),
      got: (index, bytes) => {
        transfer.meter.add(this.ports.clock.now(), bytes);
        this.#peers.get(user)?.acknowledge(record.id, index);
        this.#progress.progressed();
      },
      changed: () => this.#changed(),
    });
    return transfer;
  }

  #dropped(transfer: AnyTransfer): void {
    this.#untold.delete(transfer.id);
    if (transfer instanceof Incoming && !transfer.record.placed) void this.ports.vault.remove(transfer.id).catch(() => undefined);
  }

  /** Windows of one origin share the storage, so only what has been untouched for long is nobody's. */
  async #clearLeftovers(): Promise<void> {
    const { vault, clock } = this.ports;
    try {
      for (const { id, touchedAt } of await vault.list()) {
        if (!this.#transfers.has(id) && clock.now() - touchedAt > LEFTOVER_MS) await vault.remove(id);
      }
    } catch {
      // The next page tries again.
    }
  }

  #changed(): void {
    this.#transfers.keep();
    this.ports.changed();
  }
}
