import type { FileTransfer } from "../api.ts";
import { Incoming } from "./Incoming.ts";
import type { Outgoing } from "./Outgoing.ts";
import { isOver } from "./Transfer.ts";

/** A transfer as an application sees it. `connected`: there is a connection to the participant now. */
export function snapshotOf(transfer: Outgoing | Incoming, connected: boolean, now: number): FileTransfer {
  const { id, direction, with: other, name, sizeBytes, mediaType, preview, at, failure } = transfer.record;
  const incoming = transfer instanceof Incoming ? transfer : null;
  const isMoving = (transfer.state === "sending" || transfer.state === "receiving") && !transfer.paused;
  const rate = isMoving ? transfer.meter.rate(now) : null;
  const { doneBytes } = transfer;
  return {
    id,
    direction,
    with: other,
    name,
    sizeBytes,
    mediaType,
    preview,
    at,
    state: transfer.paused && !isOver(transfer.state) && transfer.state !== "offered" ? "paused" : transfer.state,
    failure,
    pausedBy: { ...transfer.pausedBy },
    wantsFile: transfer instanceof Incoming ? false : transfer.wantsFile,
    senderWantsFile: incoming?.senderWantsFile ?? false,
    wantsPlace: incoming?.wantsPlace ?? false,
    waiting: !connected && !isOver(transfer.state),
    doneBytes,
    rate,
    secondsLeft: rate === null ? null : Math.ceil((sizeBytes - doneBytes) / rate),
  };
}
