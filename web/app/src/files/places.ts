import type { FilePlace, FileTransfer } from "@callbox/sdk";

/** How a file can go straight to the disk: to a place that the person picks (File System Access), or as a download of the browser whose bytes the page gives. */
export type StraightWay = "place" | "download";

interface SavePicker {
  showSaveFilePicker?(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

/** From here on a second copy on the disk, which the download from the browser's own storage is, takes room and time that are worth a question. */
const LARGE_BYTES = 1_000_000_000;

/** How it can here, or null. A download that the page gives needs a service worker, and so https or this machine. */
export function straightWay(): StraightWay | null {
  if (typeof (window as SavePicker).showSaveFilePicker === "function") return "place";
  return isSecureContext && "serviceWorker" in navigator ? "download" : null;
}

/** How, where a person may choose between that and the browser's own storage. */
export function straightChoice({ sizeBytes, wantsPlace }: FileTransfer): StraightWay | null {
  return sizeBytes >= LARGE_BYTES && !wantsPlace ? straightWay() : null;
}

/** Null when the person has thought better of it. Rejects where the browser can do neither. */
export async function openPlace(transfer: FileTransfer): Promise<FilePlace | null> {
  if (straightWay() === "place") return pickPlace(transfer.name);
  const { openDownload } = await import("./save/openDownload.ts");
  return openDownload(transfer);
}

async function pickPlace(suggestedName: string): Promise<FileSystemFileHandle | null> {
  try {
    return (await (window as SavePicker).showSaveFilePicker?.({ suggestedName })) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}
