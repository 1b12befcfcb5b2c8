import type { Media, Tracks } from "../api.ts";
import type { CallView } from "../signaling/views.ts";

const NOTHING: Tracks = { audio: false, camera: false, screen: false };

export interface Outgoing {
  readonly id: string;
  readonly me: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string };
  readonly media: Media;
  readonly tracks: Tracks;
  /** On the server's clock. */
  readonly createdAt: number;
}

/** The call as the server will show it in a moment; version 0, so that every view of the server's is newer. */
export const outgoingView = ({ id, me, to, media, tracks, createdAt }: Outgoing): CallView => ({
  id,
  version: 0,
  media,
  link: null,
  createdAt,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  ringEndsAt: null,
  participants: [
    { user: me, role: "caller", state: "joined", reason: null, awaySince: null, tracks },
    { user: to, role: "callee", state: "invited", reason: null, awaySince: null, tracks: NOTHING },
  ],
  you: { user: me.id, state: "joined", here: true },
});
