import type { FileTransfer } from "@callbox/sdk";

type Part = Pick<FileTransfer, "state" | "direction" | "wantsFile">;

/** Nothing will happen with it any more, for good or bad. */
export function isOver({ state }: Pick<FileTransfer, "state">): boolean {
  return state === "saved" || state === "declined" || state === "cancelled" || state === "failed";
}

/** Somebody offers it to us, and we have not answered. */
export function isOffer({ state, direction }: Pick<FileTransfer, "state" | "direction">): boolean {
  return state === "offered" && direction === "incoming";
}

/** It came, and is kept in this browser or at its place. */
export function isHere({ state, direction }: Pick<FileTransfer, "state" | "direction">): boolean {
  return state === "saved" && direction === "incoming";
}

/** Its bytes are on their way now, and stop when the page is closed. */
export function isMoving({ state, waiting, wantsFile }: Part & Pick<FileTransfer, "waiting">): boolean {
  return (state === "sending" || state === "receiving" || state === "verifying") && !waiting && !wantsFile;
}

/** Of the files of a call: those of its participants, also of those who have left. */
export function filesOf(files: readonly FileTransfer[], call: { readonly participants: readonly { readonly user: { readonly id: string } }[] }): readonly FileTransfer[] {
  return files.filter(({ with: other }) => call.participants.some(({ user }) => user.id === other.id));
}
