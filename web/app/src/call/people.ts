import type { CallSnapshot, RemoteParticipant } from "@callbox/sdk";
import { formatNames } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";

/** Those who are in the call or still being called. */
export function present(call: Pick<CallSnapshot, "participants">): readonly RemoteParticipant[] {
  return call.participants.filter((participant) => participant.state !== "left");
}

/** Those whose picture and sound belong on the stage. */
export function joined(call: CallSnapshot): readonly RemoteParticipant[] {
  return call.participants.filter((participant) => participant.state === "joined");
}

/** The other side of the call in words; whoever left counts when nobody else is there. */
export function peerName(call: Pick<CallSnapshot, "participants">): string {
  const here = present(call);
  const names = (here.length > 0 ? here : call.participants).map((participant) => participant.user.name);
  return names.length > 0 ? formatNames(names) : t("call.withLink");
}

/** A link that is mended within this time is not worth a sentence: the other side has reloaded, or moved to another device. */
export const BRIEF_MS = 1000;

/** Somebody calls us, and we have not answered. */
export function isIncoming(call: CallSnapshot): boolean {
  return call.direction === "incoming" && (call.phase === "calling" || call.phase === "ringing");
}

/** We call, and nobody has answered. */
export function isOutgoing(call: CallSnapshot): boolean {
  return call.direction !== "incoming" && (call.phase === "calling" || call.phase === "ringing");
}

/** Whether the call takes the whole page. */
export function isOnStage(call: CallSnapshot | null): call is CallSnapshot {
  return call !== null && call.phase !== "ended" && !isIncoming(call);
}
