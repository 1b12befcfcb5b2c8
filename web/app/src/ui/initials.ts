const TINTS = 6;

/** A number from 0 to 5 that depends on the id only. */
export function tintOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum % TINTS;
}

const segmenter = new Intl.Segmenter();

/** One character for Chinese, Japanese and Korean names; otherwise the first letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = firstCharacter(words[0] ?? "");
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(first)) return first;
  const last = words.length > 1 ? firstCharacter(words.at(-1) ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

/** What a person sees as one character, which may be several code points (emoji, accents). */
function firstCharacter(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return "";
}
