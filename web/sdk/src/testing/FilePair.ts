import type { FileTransfer, KeyValueStore } from "../api.ts";
import type { CarrierMessage, FileMessage } from "../data/fileMessages.ts";
import type { Probe } from "../data/LinkChannel.ts";
import { decodePeerMessage } from "../data/peerMessages.ts";
import type { FileLink } from "../files/FileLink.ts";
import { Files } from "../files/Files.ts";
import { Log } from "../log/Log.ts";
import { FakeClock, settledAndHashed } from "./FakeClock.ts";
import { MemoryReader, MemoryVault } from "./MemoryVault.ts";
import { MemoryStore } from "./TestEnvironment.ts";

type Message = FileMessage | CarrierMessage;

/** A data channel that delivers to the other end of its connection. */
class PairedChannel {
  readyState: RTCDataChannelState = "connecting";
  binaryType = "blob";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  other: PairedChannel | null = null;
  bytesSent = 0;
  /** Open, and nothing comes out at the other end any more. */
  swallows = false;

  send(message: Uint8Array<ArrayBuffer>): void {
    this.bytesSent += message.length;
    if (this.swallows) return;
    const data = message.slice().buffer;
    queueMicrotask(() => this.other?.onmessage?.({ data }));
  }

  open(other: PairedChannel): void {
    this.other = other;
    this.readyState = "open";
    this.onopen?.();
  }
}

/** The part of an RTCPeerConnection that a carrier uses; two are joined when the offer of one has been answered. */
class PairedConnection {
  static readonly #offers = new Map<string, PairedConnection>();
  static #made = 0;
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: unknown = null;
  onconnectionstatechange: (() => void) | null = null;
  readonly sctp = { maxMessageSize: 262_144 };
  channel: PairedChannel | null = null;
  #other: PairedConnection | null = null;

  createDataChannel(): PairedChannel {
    this.channel = new PairedChannel();
    if (this.remoteDescription === null) queueMicrotask(() => this.onnegotiationneeded?.());
    return this.channel;
  }

  async setLocalDescription(): Promise<void> {
    const isOffer = this.remoteDescription === null;
    PairedConnection.#made += 1;
    this.localDescription = { type: isOffer ? "offer" : "answer", sdp: `sdp ${PairedConnection.#made}` };
    this.signalingState = isOffer ? "have-local-offer" : "stable";
    if (isOffer) PairedConnection.#offers.set(this.localDescription.sdp ?? "", this);
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.remoteDescription = description;
    if (description.type === "offer") {
      this.signalingState = "have-remote-offer";
      this.#other = PairedConnection.#offers.get(description.sdp ?? "") ?? null;
      if (this.#other !== null) this.#other.#other = this;
      return;
    }
    this.signalingState = "stable";
    const [mine, theirs] = [this.channel, this.#other?.channel];
    if (mine === null || theirs === null || theirs === undefined) return;
    mine.open(theirs);
    theirs.open(mine);
  }

  async addIceCandidate(): Promise<void> {}

  close(): void {
    if (this.signalingState === "closed") return;
    this.signalingState = "closed";
    this.connectionState = "closed";
    const channel = this.#other?.channel;
    queueMicrotask(() => channel?.onclose?.());
  }
}

/** One of two devices, with what lives through a reload of its page. */
export class FileEnd {
  readonly vault = new MemoryVault();
  readonly reader = new MemoryReader();
  readonly store: KeyValueStore = new MemoryStore();
  readonly said: Message[] = [];
  readonly connections: PairedConnection[] = [];
  files: Files;
  connected = false;

  constructor(
    readonly user: { readonly id: string; readonly name: string },
    private readonly clock: FakeClock,
    private readonly seed: number,
  ) {
    this.files = this.#page();
  }

  #page(): Files {
    let made = this.seed + this.connections.length * 1_000 + this.said.length;
    const randomBytes = (length: number): Uint8Array => {
      made += 1;
      const bytes = new Uint8Array(length);
      new DataView(bytes.buffer).setUint32(0, made);
      return bytes;
    };
    const files = new Files({
      clock: this.clock,
      randomBytes,
      log: new Log(this.clock),
      vault: this.vault,
      chunkReader: this.reader,
      store: this.store,
      changed: () => undefined,
    });
    files.start();
    return files;
  }

  /** The page before is gone as it is; what it had said no longer arrives. */
  reload(): void {
    this.files.stop();
    this.vault.opened.clear();
    this.files = this.#page();
  }

  link(other: FileEnd): FileLink {
    const { files } = this;
    return {
      say: (message) => {
        if (!this.connected || this.files !== files) return false;
        this.said.push(message as Message);
        const text = JSON.stringify(message);
        const to = other.files;
        queueMicrotask(() => {
          const decoded = decodePeerMessage(text);
          if (this.connected && other.files === to && decoded !== null) to.receive(this.user, decoded as Message);
        });
        return true;
      },
      probe: () => {
        const probe: Probe = { roundTripMs: 5, countedAtMs: this.clock.now(), receivedBytes: other.files.receivedBytes(this.user.id) };
        queueMicrotask(() => this.connected && this.files.probed(other.user.id, probe));
      },
      connect: () => {
        const connection = new PairedConnection();
        this.connections.push(connection);
        return connection as unknown as RTCPeerConnection;
      },
      connected: true,
    };
  }

  get transfers(): readonly FileTransfer[] {
    return this.files.snapshot;
  }

  get only(): FileTransfer {
    const [transfer] = this.transfers;
    if (transfer === undefined) throw new Error("there is no transfer");
    return transfer;
  }

  /** The bytes of all parcels that have left on carriers. */
  get bytesSent(): number {
    return this.connections.reduce((sum, { channel }) => sum + (channel?.bytesSent ?? 0), 0);
  }
}

/** Ann and Bob, and the link between them. */
export class FilePair {
  readonly clock = new FakeClock(settledAndHashed);
  readonly ann = new FileEnd({ id: "u_ann", name: "Ann" }, this.clock, 1_000_000);
  readonly bob = new FileEnd({ id: "u_bob", name: "Bob" }, this.clock, 2_000_000);

  connect(): void {
    for (const end of [this.ann, this.bob]) end.connected = true;
    this.ann.files.opened(this.bob.user, this.ann.link(this.bob));
    this.bob.files.opened(this.ann.user, this.bob.link(this.ann));
  }

  cut(): void {
    for (const end of [this.ann, this.bob]) end.connected = false;
    this.ann.files.closed(this.bob.user.id);
    this.bob.files.closed(this.ann.user.id);
  }

  /** Lets time pass until something is so. */
  async until(condition: () => boolean): Promise<void> {
    for (let step = 0; step < 4_000; step++) {
      if (condition()) return;
      await this.clock.advance(10);
    }
    throw new Error(`it never was: Ann ${JSON.stringify(this.ann.transfers)}, Bob ${JSON.stringify(this.bob.transfers)}`);
  }

  async settle(): Promise<void> {
    await this.clock.advance(50);
    await settledAndHashed();
  }

  /** A carrier that the page of its end knows nothing of; the other end may have refused it. */
  async carrier(from: FileEnd, to: FileEnd, id: string): Promise<PairedChannel> {
    const connection = new PairedConnection();
    const channel = connection.createDataChannel();
    await connection.setLocalDescription();
    const description = { type: "offer", sdp: connection.localDescription?.sdp ?? "" } as const;
    to.files.receive(from.user, { type: "carrier.description", carrier: id, description });
    await this.settle();
    const answer = to.said.findLast((message) => message.type === "carrier.description" && message.carrier === id);
    if (answer?.type === "carrier.description") await connection.setRemoteDescription(answer.description);
    return channel;
  }

  /** Ann offers a file, and it has come to Bob. */
  async offer(file: File): Promise<string> {
    this.ann.files.offer([{ file }], [this.bob.user]);
    await this.settle();
    return this.ann.transfers.at(-1)?.id ?? "";
  }
}

/** A file whose bytes tell where they are. */
export function fileOf(sizeBytes: number, name = "a.bin"): File {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at++) bytes[at] = (at * 31 + (at >> 8) * 7) & 255;
  return new File([bytes], name, { lastModified: 1_790_000_000_000, type: "application/octet-stream" });
}
