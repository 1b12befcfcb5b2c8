import type { FileTransfer } from "@callbox/sdk";
import { assertNever } from "../app/assertNever.ts";
import type { StraightWay } from "./places.ts";

/** What the page knows beyond the snapshot. */
export interface Circumstances {
  /** Whether there is a call in which it could go on. */
  readonly inCall: boolean;
  readonly straightWay: StraightWay | null;
  readonly straightChoice: StraightWay | null;
  readonly mistaken: boolean;
  readonly placed: boolean;
}

/** Which sentence tells how it stands; null where the progress or the question tells it. */
export function statusOf(transfer: FileTransfer, { inCall, straightWay, straightChoice, mistaken, placed }: Circumstances) {
  const { state, direction, failure, pausedBy } = transfer;
  switch (state) {
    case "saved":
      return direction === "incoming" && placed ? (`files.saved.${straightWay ?? "place"}` as const) : (`files.saved.${direction}` as const);
    case "declined":
      return `files.declined.${direction}` as const;
    case "cancelled":
      return "files.cancelled";
    case "failed":
      return `files.failed.${failure ?? "protocol"}.${direction}` as const;
    case "verifying":
      return "files.verifying";
    case "offered":
    case "sending":
    case "receiving":
    case "paused":
      break;
    default:
      return assertNever(state);
  }
  if (transfer.wantsFile) return mistaken ? "files.otherFile" : "files.wantsFile";
  if (transfer.senderWantsFile) return "files.senderWantsFile";
  if (!inCall) return "files.waiting.nextCall";
  if (state === "offered" && direction === "incoming" && transfer.wantsPlace) return straightWay === null ? "files.noPlace" : (`files.wants.${straightWay}` as const);
  if (state === "paused") return pausedBy.me && pausedBy.them ? "files.paused.both" : pausedBy.them ? "files.paused.them" : "files.paused.me";
  if (transfer.waiting) return "files.waiting";
  if (state === "offered") return direction === "outgoing" ? "files.offered.outgoing" : straightChoice === null ? null : (`files.choice.${straightChoice}` as const);
  return transfer.doneBytes === 0 && transfer.rate === null ? "files.starting" : null;
}
