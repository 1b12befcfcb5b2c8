import type { FileTransfer } from "@callbox/sdk";
import { formatAmount, formatBytes, formatTimeLeft } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";

type Moved = Pick<FileTransfer, "doneBytes" | "sizeBytes" | "rate" | "secondsLeft">;

/** `12.3 of 200 MB, 8.1 MB/s, 23 s left`; what is not known is left out. */
export function progressText({ doneBytes, sizeBytes, rate, secondsLeft }: Moved): string {
  const parts = [t("files.amount", formatAmount(doneBytes, sizeBytes))];
  if (rate !== null) parts.push(`${formatBytes(rate)}/s`);
  if (secondsLeft !== null) parts.push(t("files.left", { duration: formatTimeLeft(secondsLeft) }));
  return parts.join(t("files.joint"));
}

/** In whole per cent; 100 only when all is there. An empty file is there at once. */
export function percentOf({ doneBytes, sizeBytes }: Pick<FileTransfer, "doneBytes" | "sizeBytes">): number {
  return sizeBytes === 0 ? 100 : Math.min(100, Math.floor((doneBytes / sizeBytes) * 100));
}
