import type { Decoded } from "../signaling/decode.ts";
import { array, boolean, DecodeError, number, object, string } from "../signaling/decode.ts";
import type { CarrierMessage, FileMessage } from "./fileMessages.ts";
import { decodeFileMessage } from "./fileMessages.ts";

const chatMessage = object({ id: string, text: string });
const chatReceived = object({ ids: array(string) });
const pictureHeld = object({ held: boolean });
const linkFlooded = object({ receivedBps: number });

export type ChatMessage =
  | ({ readonly type: "chat.message" } & Decoded<typeof chatMessage>)
  | ({ readonly type: "chat.received" } & Decoded<typeof chatReceived>);

/** Whether its sender sends no picture now since the link has no room for it; that much of the last second's sound was made up; and that most of it does not come, while so much of everything does. */
export type LinkMessage =
  | ({ readonly type: "picture.held" } & Decoded<typeof pictureHeld>)
  | { readonly type: "sound.broken" }
  | ({ readonly type: "link.flooded" } & Decoded<typeof linkFlooded>);

/** What peers say to each other on the control channel (docs/PROTOCOL.md, Between peers). */
export type PeerMessage = ChatMessage | LinkMessage | FileMessage | CarrierMessage;

/** Null for a type that this version does not know. Throws a `DecodeError` for what is not a message at all. */
export function decodePeerMessage(text: string): PeerMessage | null {
  const value = parse(text);
  const { type } = object({ type: string })(value, "");
  switch (type) {
    case "chat.message":
      return { type, ...chatMessage(value, "") };
    case "chat.received":
      return { type, ...chatReceived(value, "") };
    case "picture.held":
      return { type, ...pictureHeld(value, "") };
    case "sound.broken":
      return { type };
    case "link.flooded":
      return { type, ...linkFlooded(value, "") };
    default:
      return decodeFileMessage(type, value);
  }
}

export const encodePeerMessage = (message: PeerMessage): string => JSON.stringify(message);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DecodeError("", "JSON");
  }
}
