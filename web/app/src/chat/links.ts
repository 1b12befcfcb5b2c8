/** A piece of a message: text, or a text that leads to an address. */
export type Piece = { readonly text: string } | { readonly text: string; readonly href: string };

/**
 * What may be an address on the web: no other scheme is a link. It ends at white space, at quotes and brackets that no address
 * has, at Chinese punctuation, and at the controls with which a text is shown in another order than it is written.
 */
const ADDRESS = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"`{}|\\^\p{Cc}\p{Cf}，。、；：？！“”‘’（）《》〈〉「」『』【】]+/giu;
/** Ends a sentence rather than an address. */
const AFTER: ReadonlySet<string> = new Set(".,;:!?'*_~");

/** Cuts a message into text and links. It never makes markup of either. */
export function pieces(message: string): readonly Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of message.matchAll(ADDRESS)) {
    const text = withoutPunctuation(match[0]);
    const href = addressOf(text);
    if (href === null) continue;
    if (match.index > end) found.push({ text: message.slice(end, match.index) });
    found.push({ text, href });
    end = match.index + text.length;
  }
  if (end < message.length) found.push({ text: message.slice(end) });
  return found;
}

/** "(see https://example.org/a_(b))." leads to https://example.org/a_(b): of brackets only those go that it did not open. */
function withoutPunctuation(text: string): string {
  let round = count(text, ")") - count(text, "(");
  let square = count(text, "]") - count(text, "[");
  for (let end = text.length; ; end -= 1) {
    const last = text[end - 1] ?? "";
    const goes = last === ")" ? round-- > 0 : last === "]" ? square-- > 0 : AFTER.has(last);
    if (!goes) return text.slice(0, end);
  }
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Null for what leads nowhere, and for `https://bank.example@other.example`, which leads elsewhere than it says. */
function addressOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && username === "" && password === "" ? href : null;
}
