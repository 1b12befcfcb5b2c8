import type { CallElsewhere } from "../api.ts";
import type { CallView } from "../signaling/views.ts";

/** Whether a view shows a call that goes on, and that this person is in on another device. */
export const isElsewhere = ({ endedAt, you }: CallView): boolean => endedAt === null && you.state === "joined" && !you.here;

/** `toLocal`: from the server's clock to ours. */
export function callElsewhere(view: CallView, toLocal: (time: number) => number): CallElsewhere {
  const local = (time: number | null): number | null => (time === null ? null : toLocal(time));
  const others = view.participants.filter(({ user, state }) => user.id !== view.you.user && state !== "left");
  return {
    id: view.id,
    media: view.media,
    link: view.link,
    with: others.map(({ user }) => user),
    answeredAt: local(view.answeredAt),
    awaySince: local(view.participants.find(({ user }) => user.id === view.you.user)?.awaySince ?? null),
  };
}
