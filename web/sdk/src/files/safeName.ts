/** As long as every file system takes, in the longest encoding (255 bytes, of which " (123)" may be the browser's). */
const MAX_BYTES = 240;
/** Longer than any extension that means something. */
const MAX_EXTENSION_CHARACTERS = 16;

/** Controls, what turns or hides text (bidirectional formatting, zero width, line separators, the byte order mark), halves of surrogate pairs. */
const UNSEEN = /[\p{Cc}\p{Cs}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
/** What some file system takes for something else than a name. */
const SPECIAL = /[/\\<>:"|?*]/g;
/** Names of devices on Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
const FALLBACK = "file";

/** The name of a file as it may be shown and saved, whatever the other side calls it. */
export function safeName(name: string): string {
  const shown = name.normalize("NFC").replace(UNSEEN, "").replace(SPECIAL, "_");
  // Windows drops dots and spaces at the end; a dot at the beginning hides the file.
  const trimmed = shortened(shown.trim().replace(/^\.+/, "").replace(/[. ]+$/, "").trim());
  if (trimmed === "") return FALLBACK;
  return RESERVED.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** The end of a name tells what it is: the middle goes. */
function shortened(name: string): string {
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION_CHARACTERS ? name.slice(dot) : "";
  let stem = [...name.slice(0, name.length - extension.length)];
  const length = (): number => new TextEncoder().encode(stem.join("") + extension).length;
  while (length() > MAX_BYTES) stem = stem.slice(0, Math.max(0, stem.length - Math.ceil((length() - MAX_BYTES) / 4)));
  return stem.join("") + extension;
}
