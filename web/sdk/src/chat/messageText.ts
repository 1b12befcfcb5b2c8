/** Some two pages; with JSON's escapes it stays far below `MAX_FRAME_CHARACTERS`. In UTF-16 units, as a text field counts. */
export const MAX_MESSAGE_CHARACTERS = 4000;

/** Control characters without a meaning in a text: all but tab and line feed. */
const CONTROL = /[\p{Cc}]/gu;

/** The text as it is sent and shown: line feeds only, no control characters, nothing empty around it. It may be empty. */
export function messageText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(CONTROL, (character) => (character === "\n" || character === "\t" ? character : ""))
    .replace(/^\n+|\s+$/g, "");
}
