import type { PeerMessage } from "../data/peerMessages.ts";

/** What files need of the link to a participant, while its control channel is open. */
export interface FileLink {
  /** On the control channel; false when nothing goes through now. */
  say(message: PeerMessage): boolean;
  /** Asks for the round trip of now; the answer comes by `Files.probed`, or never. */
  probe(): void;
  /** A connection with the servers of the call. */
  connect(): RTCPeerConnection;
  /** Whether the call's own connection is up. */
  readonly connected: boolean;
}
