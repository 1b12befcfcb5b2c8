const MAX_CHARACTERS = 40;
/** Control characters, and those that turn the direction of text (docs/PROTOCOL.md, hello). */
const NOT_ALLOWED = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** The name as it is sent, or null when the server would not take it. */
export function validName(name: string): string | null {
  const trimmed = name.trim();
  const { length } = [...trimmed];
  return length >= 1 && length <= MAX_CHARACTERS && !NOT_ALLOWED.test(trimmed) ? trimmed : null;
}
