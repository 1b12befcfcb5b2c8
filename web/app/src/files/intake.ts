import { t } from "../i18n/language.ts";

/** Whether what is dragged over the page has files in it, which may be folders: a page is told more only when it is dropped. */
export function hasFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

/** The files of a drop, and whether there were folders among them. */
export function filesOfDrop({ items, files }: DataTransfer): { readonly files: readonly File[]; readonly folders: boolean } {
  const taken: File[] = [];
  let folders = false;
  for (const item of items) {
    if (item.kind !== "file") continue;
    const file = item.getAsFile();
    if (item.webkitGetAsEntry()?.isDirectory === true) folders = true;
    else if (file !== null) taken.push(file);
  }
  return { files: items.length === 0 ? [...files] : taken, folders };
}

/** The files of a paste; none where a person is writing and there is a text to be pasted there. */
export function filesOfPaste(data: DataTransfer, typing: boolean, now: number): readonly File[] {
  if (typing && data.types.includes("text/plain")) return [];
  return [...data.files].map((file) => named(file, now));
}

/** What browsers call a picture that was copied and has no name. */
const NAMELESS = /^image\.(png|jpe?g|gif|webp|bmp)$/;

/** A copied picture gets a name that tells it from the next one. */
function named(file: File, now: number): File {
  const ending = NAMELESS.exec(file.name)?.[1];
  if (ending === undefined) return file;
  // The Swedish way to write times is that of ISO 8601; a file's name has no colons on Windows.
  const date = new Date(now).toLocaleString("sv-SE").replaceAll(":", ".");
  return new File([file], `${t("files.pasted", { date })}.${ending}`, { type: file.type, lastModified: file.lastModified });
}
