/**
 * What the SDK shows to an application. Everything here is plain data: a snapshot is immutable, and a change makes a new one.
 * Wire messages are in docs/PROTOCOL.md; nothing of them leaks through here but ids and the closed vocabularies.
 */

export type Media = "audio" | "video";

/** How a call, or somebody's part in it, ended (docs/PROTOCOL.md, Calls). */
export type EndReason =
  | "hung-up"
  | "declined"
  | "busy"
  | "no-answer"
  | "cancelled"
  | "unreachable"
  | "answered-elsewhere"
  | "lost"
  | "failed"
  | "replaced";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly busy: boolean;
}

/** What a participant sends. */
export interface Tracks {
  readonly audio: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

/** The signaling connection. `replaced`: this device was opened in another window, which has it now. */
export type SignalingState = "offline" | "connecting" | "connected" | "reconnecting" | "replaced" | "refused";

/** The state of the one call of this device. `calling`: invited; `ringing`: the other side rings, or we do (see `direction`). */
export type CallPhase = "calling" | "ringing" | "connecting" | "active" | "reconnecting" | "ended";

export type Direction = "outgoing" | "incoming" | "link";

/** 3 good, 2 fair, 1 poor; null while nothing is known. */
export type Quality = 1 | 2 | 3 | null;

export interface RemoteParticipant {
  readonly user: { readonly id: string; readonly name: string };
  readonly role: "caller" | "callee" | "guest";
  readonly state: "invited" | "ringing" | "joined" | "left";
  readonly reason: EndReason | null;
  /** The peer link: `reconnecting` while ICE is being restarted. */
  readonly link: "new" | "connecting" | "connected" | "reconnecting" | "failed";
  /** Since when (ms, Date.now clock) the picture or the device is away, else null. */
  readonly awaySince: number | null;
  /** Away is the device itself: it has no connection to the server either. Where only the link is lost it is false. */
  readonly deviceAway: boolean;
  readonly tracks: Tracks;
  /** Who sends the other one no picture now, although one is on: the link between the two has room for the sound alone. It is tried again. */
  readonly pictureHeldBy: { readonly me: boolean; readonly them: boolean };
  /** Microphone and camera in one stream; always the same object for one participant of one call and RTCPeerConnection. */
  readonly stream: MediaStream | null;
  readonly screen: MediaStream | null;
  readonly quality: Quality;
}

/** Why a camera, microphone or screen could not be had (W3C Media Capture, getUserMedia errors). */
export type MediaErrorCode = "denied" | "not-found" | "in-use" | "over-constrained" | "insecure-page" | "unsupported" | "aborted";

export interface LocalDevice {
  readonly id: string;
  readonly label: string;
}

export interface LocalMedia {
  /** What the self view shows: the camera, while it is on. */
  readonly stream: MediaStream | null;
  readonly screen: MediaStream | null;
  readonly microphone: { readonly on: boolean; readonly error: MediaErrorCode | null; readonly device: string | null };
  readonly camera: { readonly on: boolean; readonly error: MediaErrorCode | null; readonly device: string | null };
  readonly screenShare: { readonly on: boolean; readonly error: MediaErrorCode | null; readonly supported: boolean };
  /** The chosen loudspeaker (`sinkId`), or null for the default. */
  readonly speaker: string | null;
  readonly devices: {
    readonly microphones: readonly LocalDevice[];
    readonly cameras: readonly LocalDevice[];
    readonly speakers: readonly LocalDevice[];
  };
}

/** A message of a call's chat. `text` is text, never markup; lines end with a line feed. */
export interface ChatMessage {
  /** Unique among the messages of its sender. */
  readonly id: string;
  /** Null for our own. */
  readonly from: { readonly id: string; readonly name: string } | null;
  readonly text: string;
  /** When it was written or came here (ms, Date.now clock). */
  readonly at: number;
  /** For a message of ours: those who were in the call, and whether they have it; else empty. */
  readonly recipients: readonly { readonly user: { readonly id: string; readonly name: string }; readonly received: boolean }[];
}

export interface ChatSnapshot {
  /** In the order in which they came here; the last 500. */
  readonly messages: readonly ChatMessage[];
  /** How many have come since `readChat`. */
  readonly unread: number;
}

/**
 * offered: nobody has answered; sending, receiving: goes on, or would if there were a connection; paused: by either side; verifying: all is there and is
 * compared; saved: the receiver has it whole; declined, cancelled, failed: over without it.
 */
export type TransferState = "offered" | "sending" | "receiving" | "paused" | "verifying" | "saved" | "declined" | "cancelled" | "failed";

/**
 * no-space: the receiver's disk or quota is full; storage: it could not be written or read; source-gone: the sender's file cannot be read any more;
 * source-changed: it is not the file that was offered; corrupt: the whole does not match its digest; protocol: the other side sent what it must not.
 */
export type TransferFailure = "no-space" | "storage" | "source-gone" | "source-changed" | "corrupt" | "protocol";

/** One file on its way between this device and one participant. */
export interface FileTransfer {
  readonly id: string;
  readonly direction: "outgoing" | "incoming";
  readonly with: { readonly id: string; readonly name: string };
  /** Safe to show and to save under, whatever the other side called it. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Its media type as the sender's browser knows it; "" when it does not. */
  readonly mediaType: string;
  /** A small picture of an image, as a `data:` address; else null. */
  readonly preview: string | null;
  /** When it was offered (ms, Date.now clock). */
  readonly at: number;
  readonly state: TransferState;
  readonly failure: TransferFailure | null;
  /** Who has paused it. */
  readonly pausedBy: { readonly me: boolean; readonly them: boolean };
  /** Outgoing: the browser has forgotten the file (the page was loaded again): `provideFile` goes on with it. */
  readonly wantsFile: boolean;
  /** Incoming: the sender has to pick the file again before it goes on. */
  readonly senderWantsFile: boolean;
  /** Incoming, offered: this browser's private storage has no room for it; `acceptFile` needs a place. */
  readonly wantsPlace: boolean;
  /** Nothing moves since there is no connection to them now. */
  readonly waiting: boolean;
  /** How much the receiver has checked and kept. */
  readonly doneBytes: number;
  /** Over the last seconds, bytes a second; null while nothing moves. */
  readonly rate: number | null;
  /** At this rate; null while nothing is known. */
  readonly secondsLeft: number | null;
}

/**
 * Where an incoming file is written directly: a file (File System Access), or a stream. A stream gets the bytes in order, is closed when they are those that were sent, and aborted
 * when the transfer ends otherwise; when it errors with an `AbortError`, the transfer is cancelled.
 */
export type FilePlace = FileSystemFileHandle | WritableStream<Uint8Array<ArrayBuffer>>;

/** A file to be sent. `preview`: a `data:image/…;base64` address of at most `MAX_PREVIEW_CHARACTERS`. */
export interface FileToSend {
  readonly file: File;
  readonly preview?: string | null;
}

export interface CallSnapshot {
  readonly id: string;
  readonly phase: CallPhase;
  readonly direction: Direction;
  readonly media: Media;
  /** The link's id for a call of a link. */
  readonly link: string | null;
  readonly participants: readonly RemoteParticipant[];
  /** Date.now clock, ms. */
  readonly createdAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly endReason: EndReason | null;
  /** Stays until the call is dismissed. It is kept on this device alone, and lives through a reload of the page. */
  readonly chat: ChatSnapshot;
}

/** The call that this person is in on another device. `takeCall` moves it here. */
export interface CallElsewhere {
  readonly id: string;
  readonly media: Media;
  /** The link's id for a call of a link. */
  readonly link: string | null;
  /** The others who are in the call or being called. */
  readonly with: readonly { readonly id: string; readonly name: string }[];
  /** Date.now clock, ms; null while nobody has answered. */
  readonly answeredAt: number | null;
  /** Since when the device that has the call has been out of reach (Date.now clock, ms), else null. */
  readonly awaySince: number | null;
}

export interface HistoryEntry {
  readonly call: string;
  readonly media: Media;
  readonly direction: Direction;
  readonly with: readonly { readonly id: string; readonly name: string }[];
  readonly createdAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly reason: EndReason;
  readonly missed: boolean;
}

export interface CallboxSnapshot {
  readonly signaling: SignalingState;
  /** Since when it is not `connected` (ms, Date.now clock). */
  readonly signalingSince: number;
  readonly me: { readonly id: string; readonly name: string | null } | null;
  readonly people: readonly Person[];
  readonly call: CallSnapshot | null;
  /** Null while this device is in a call itself. */
  readonly elsewhere: CallElsewhere | null;
  readonly local: LocalMedia;
  readonly history: readonly HistoryEntry[];
  readonly historyHasMore: boolean;
  readonly missed: number;
  /** The transfers that this window knows of, the oldest first; they outlive the call, and go on in the next one with the same person. */
  readonly files: readonly FileTransfer[];
}

export interface LinkPreview {
  readonly link: string;
  readonly media: Media;
  readonly names: readonly string[];
  readonly full: boolean;
}

/** One line of the connection log. `text` is English for developers and never holds SDP, candidates or secrets. */
export interface LogLine {
  readonly time: number;
  readonly level: "info" | "success" | "warning" | "error";
  readonly text: string;
}

/** One second of one peer link, from getStats (W3C webrtc-stats). Rates in bit/s; null where the browser does not say. */
export interface LinkStats {
  readonly user: string;
  readonly time: number;
  readonly sendBitrate: number | null;
  readonly receiveBitrate: number | null;
  /** Share of packets lost in the last second, 0 to 1. */
  readonly receiveLoss: number | null;
  readonly sendLoss: number | null;
  readonly roundTripMs: number | null;
  readonly jitterMs: number | null;
  /** How much of the last second of their sound was made up, since it had not come; 0 to 1. */
  readonly soundMadeUp: number | null;
  readonly audioLevel: number | null;
  readonly framesDecoded: number | null;
  readonly framesPerSecond: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly sentWidth: number | null;
  readonly sentHeight: number | null;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  /**
   * The ICE route in use: host, srflx, prflx or relay on each side, and the protocol between the two candidates. `relayProtocol` is how this side reaches
   * its relay: udp, tcp or tls; null without one, also when the other side alone uses a relay.
   */
  readonly route: { readonly local: string; readonly remote: string; readonly protocol: string; readonly relayProtocol: string | null } | null;
  readonly availableSendBitrate: number | null;
}

/** Every failure that the SDK reports has a code: one of the protocol's (docs/PROTOCOL.md), a media code, or one of these. */
export interface CallboxError extends Error {
  readonly code: string;
  readonly retryAfterMs?: number;
}

/** Where the SDK keeps what must outlive a page: identity (for the person) and device (for the window). */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export interface CallboxOptions {
  /** `ws:` or `wss:` address of the server's `/ws`. */
  readonly url: string;
  /** Outlives the browser: the identity's secret, the name, the chosen devices. */
  readonly identityStore: KeyValueStore;
  /** Outlives a reload of this window only: device id and resume token. */
  readonly deviceStore: KeyValueStore;
}

/** The client. Made by `createCallbox(options)`. Methods reject with a `CallboxError`. */
export interface Callbox {
  /** The present snapshot; the same object until something changes. */
  readonly state: CallboxSnapshot;
  /** Called after each change; returns the way to stop. */
  subscribe(listener: (state: CallboxSnapshot) => void): () => void;
  onLog(listener: (line: LogLine) => void): () => void;
  /** The log so far (the last 500 lines). */
  readonly log: readonly LogLine[];
  /** Stats of all links, once a second while a call is up. */
  onStats(listener: (stats: readonly LinkStats[]) => void): () => void;

  /** Connects and stays connected. Without a name the person is not listed and may only preview a link. */
  start(options?: { readonly listed?: boolean }): void;
  stop(): void;
  /** Takes the device back after `replaced`. */
  takeOver(): void;
  /** The name kept on this device, if any. */
  readonly savedName: string | null;
  setProfile(profile: { readonly name?: string; readonly listed?: boolean }): Promise<void>;
  /** The identity's secret, to carry to another device of the same person. `adoptIdentity` must come before `start`. */
  exportIdentity(): string;
  adoptIdentity(secret: string): void;

  invite(user: string, media: Media): Promise<void>;
  accept(media: Media): Promise<void>;
  decline(): Promise<void>;
  /** Cancels, hangs up, or leaves, whichever it is. Never fails for the person: the local side ends at once. */
  hangUp(): Promise<void>;
  /**
   * Goes on with the call of `elsewhere` on this device, which sends what the other one sent: camera off stays off, muted stays
   * muted. The other device ends its part with `replaced`, and has the call as `elsewhere` then.
   */
  takeCall(): Promise<void>;
  /** Puts an ended call away (the page goes back to the lobby). */
  dismiss(): void;

  createLink(media: Media): Promise<{ readonly link: string; readonly path: string }>;
  previewLink(link: string): Promise<LinkPreview>;
  joinLink(link: string, media: Media): Promise<void>;

  loadMoreHistory(): Promise<void>;
  markHistorySeen(): Promise<void>;

  /**
   * Sends a message to everybody who is in the call; it arrives when there is a connection. Rejects with `message-empty`,
   * `message-too-long` (over `MAX_MESSAGE_CHARACTERS`), `nobody-here` or `no-call`.
   */
  sendMessage(text: string): Promise<void>;
  /** The person has seen all messages: `unread` is 0. */
  readChat(): void;

  /**
   * Offers files to everybody who is in the call; each recipient has a transfer of its own. Rejects with `nobody-here`, `no-call` or `too-many-files`
   * (over `MAX_OPEN_OFFERS` to one participant).
   */
  sendFiles(files: readonly FileToSend[]): Promise<void>;
  /** The same file again, after the page was loaded again. Rejects with `source-changed` when it is another one. */
  provideFile(transfer: string, file: File): Promise<void>;
  /** `place`: where to write it directly; needed when it `wantsPlace`. Rejects with `no-space` without one then. A stream that is not taken is aborted. */
  acceptFile(transfer: string, place?: FilePlace): Promise<void>;
  declineFile(transfer: string): void;
  pauseFile(transfer: string): void;
  resumeFile(transfer: string): void;
  cancelFile(transfer: string): void;
  /** An incoming file that is saved in the private storage, to be downloaded from there; null when it was written to a place. Rejects with `storage`. */
  openFile(transfer: string): Promise<File | null>;
  /** Takes a transfer that is over out of the list, and what is kept of it here. */
  forgetFile(transfer: string): void;

  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  setScreenShare(on: boolean): Promise<void>;
  selectDevice(kind: "microphone" | "camera" | "speaker", id: string): Promise<void>;
  /** Opens camera and microphone for a preview (settings, a link's page), and closes what no call uses. */
  openPreview(media: Media): Promise<void>;
  closePreview(): void;
  /** How loud the microphone is now, 0 to 1: the root mean square relative to full scale (from an AnalyserNode); 0 while there is none. */
  microphoneLevel(): number;
  /**
   * How loud a participant of the call is now, 0 to 1: the root mean square of what is played relative to full scale (WebRTC 1.0, audioLevel of an
   * RTCRtpContributingSource); 0 while nothing comes from there. It costs next to nothing, so a page may ask ten times a second.
   */
  voiceLevel(user: string): number;
}
