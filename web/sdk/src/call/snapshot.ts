import type { CallSnapshot, ChatSnapshot, Direction, EndReason, Quality, RemoteParticipant } from "../api.ts";
import type { PeerLink } from "../peer/PeerLink.ts";
import type { CallView, ParticipantView } from "../signaling/views.ts";
import { phaseOf } from "./phase.ts";

export interface CallEnd {
  readonly reason: EndReason;
  /** Date.now clock. */
  readonly at: number;
}

export interface SnapshotInput {
  readonly view: CallView;
  readonly end: CallEnd | null;
  readonly joined: boolean;
  readonly links: ReadonlyMap<string, PeerLink>;
  readonly chat: ChatSnapshot;
  readonly qualityOf: (user: string) => Quality;
  /** From the server's clock to ours. */
  readonly toLocal: (time: number) => number;
}

export function directionOf(view: CallView): Direction {
  if (view.link !== null) return "link";
  return view.participants.find(({ user }) => user.id === view.you.user)?.role === "caller" ? "outgoing" : "incoming";
}

export function callSnapshot(input: SnapshotInput): CallSnapshot {
  const { view, end, joined, links, toLocal } = input;
  const local = (time: number | null): number | null => (time === null ? null : toLocal(time));
  const others = view.participants.filter(({ user }) => user.id !== view.you.user);
  return {
    id: view.id,
    phase: phaseOf({
      ended: end !== null,
      joined,
      others: others.map(({ user, state }) => ({
        state,
        link: links.get(user.id)?.state ?? "new",
        wasConnected: links.get(user.id)?.wasConnected ?? false,
      })),
    }),
    direction: directionOf(view),
    media: view.media,
    link: view.link,
    participants: others.map((participant) => remoteParticipant(participant, links.get(participant.user.id), input)),
    createdAt: toLocal(view.createdAt),
    answeredAt: local(view.answeredAt),
    endedAt: end?.at ?? null,
    endReason: end?.reason ?? null,
    chat: input.chat,
  };
}

function remoteParticipant(
  { user, role, state, reason, awaySince, tracks }: ParticipantView,
  link: PeerLink | undefined,
  { qualityOf, toLocal }: SnapshotInput,
): RemoteParticipant {
  // While the picture is there, a lost socket of theirs is nobody's business.
  const pictureHeldBy = link?.pictureHeldBy ?? { me: false, them: false };
  const deviceAwaySince = awaySince === null || link?.state === "connected" ? null : toLocal(awaySince);
  return {
    user,
    role,
    state,
    reason,
    link: link?.state ?? "new",
    awaySince: link?.lostAt ?? deviceAwaySince,
    deviceAway: deviceAwaySince !== null,
    tracks,
    pictureHeldBy,
    stream: link?.stream ?? null,
    screen: tracks.screen && !pictureHeldBy.them ? (link?.screen ?? null) : null,
    quality: qualityOf(user.id),
  };
}
