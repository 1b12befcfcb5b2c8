import type { CallSnapshot } from "@callbox/sdk";
import { fileName, transcript } from "./transcript.ts";

/** Offers the chat of a call as a download. It is made here; no server takes part. */
export function saveChat(call: CallSnapshot, ownName: string | null): void {
  const address = URL.createObjectURL(new Blob([transcript(call, ownName)], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName(call);
  link.click();
  // The browser has taken the file by the next task.
  setTimeout(() => URL.revokeObjectURL(address));
}
