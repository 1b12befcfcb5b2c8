import type { ChunkReader, Vault } from "../files/Vault.ts";
import type { Clock } from "./Clock.ts";
import type { Network } from "./Network.ts";

/** One WebSocket as the session uses it. After `close` no handler is called any more. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketHandlers {
  opened(): void;
  received(text: string): void;
  /** `code` as in RFC 6455, section 7.4 and docs/PROTOCOL.md, Close codes. */
  closed(code: number): void;
}

/** `GET` of an address: whether somebody answers there, and well. Rejects where nobody does, and when it is aborted. */
export type AskAddress = (url: string, signal: AbortSignal) => Promise<boolean>;

/** What WebRTC gives: connections and streams. */
export interface Rtc {
  createPeerConnection(configuration: RTCConfiguration): RTCPeerConnection;
  createStream(tracks: readonly MediaStreamTrack[]): MediaStream;
}

/** What Media Capture gives. */
export type CapturePort = Pick<
  MediaDevices,
  "getUserMedia" | "enumerateDevices" | "addEventListener" | "removeEventListener"
> & { readonly getDisplayMedia?: MediaDevices["getDisplayMedia"] };

/** Measures how loud a track is now: its root mean square relative to full scale, 0 to 1. */
export interface LevelMeter {
  level(): number;
  close(): void;
}

/**
 * A name that one window at a time may hold (Web Locks). Resolves to null when another window has it. `own` is a name that this window had
 * before it was loaded again: its former self may take a moment to let go. `another`'s is free or it is not; where locks are missing, it is not.
 */
export type HoldName = (name: string, whose: "own" | "another") => Promise<{ release(): void } | null>;

/** Everything outside of the SDK. A browser's is made by `browserEnvironment`; a test brings its own. */
export interface Environment {
  readonly clock: Clock;
  /** A number in [0, 1), for jitter only. */
  readonly jitter: () => number;
  /** Cryptographically random bytes. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly openSocket: (url: string, handlers: SocketHandlers) => Socket;
  readonly askAddress: AskAddress;
  readonly network: Network;
  readonly rtc: Rtc;
  /** Null where the browser offers no capture, as on an insecure page. */
  readonly capture: CapturePort | null;
  readonly secureContext: boolean;
  readonly meter: (track: MediaStreamTrack) => LevelMeter;
  readonly holdName: HoldName;
  readonly vault: Vault;
  readonly chunkReader: ChunkReader;
}
