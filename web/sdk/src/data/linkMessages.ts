import type { Decoded } from "../signaling/decode.ts";
import { boolean, number, object, parseJson, string } from "../signaling/decode.ts";

const pictureHeld = object({ held: boolean });
const linkFlooded = object({ receivedBps: number });

/**
 * What a link's two ends say to each other of the link as it is now (docs/PROTOCOL.md, Of the link). `picture.held`: whether its sender sends no picture since the link has no room for it. `sound.broken`: much of the
 * last second's sound was made up. `link.flooded`: most of the sound does not come, while so many bits a second of everything do.
 */
export type LinkMessage =
  | ({ readonly type: "picture.held" } & Decoded<typeof pictureHeld>)
  | { readonly type: "sound.broken" }
  | ({ readonly type: "link.flooded" } & Decoded<typeof linkFlooded>);

/** Null for a type that this version does not know. Throws a `DecodeError` for what is not a message at all. */
export function decodeLinkMessage(text: string): LinkMessage | null {
  const value = parseJson(text);
  const { type } = object({ type: string })(value, "");
  switch (type) {
    case "picture.held":
      return { type, ...pictureHeld(value, "") };
    case "sound.broken":
      return { type };
    case "link.flooded":
      return { type, ...linkFlooded(value, "") };
    default:
      return null;
  }
}

export const encodeLinkMessage = (message: LinkMessage): string => JSON.stringify(message);
