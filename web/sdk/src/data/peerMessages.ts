import type { Decoded } from "../signaling/decode.ts";
import { array, object, parseJson, string } from "../signaling/decode.ts";
import type { CarrierMessage, FileMessage } from "./fileMessages.ts";
import { decodeFileMessage } from "./fileMessages.ts";

const chatMessage = object({ id: string, text: string });
const chatReceived = object({ ids: array(string) });

export type ChatMessage =
  | ({ readonly type: "chat.message" } & Decoded<typeof chatMessage>)
  | ({ readonly type: "chat.received" } & Decoded<typeof chatReceived>);

/** What peers say to each other on the control channel (docs/PROTOCOL.md, Between peers). */
export type PeerMessage = ChatMessage | FileMessage | CarrierMessage;

/** Null for a type that this version does not know. Throws a `DecodeError` for what is not a message at all. */
export function decodePeerMessage(text: string): PeerMessage | null {
  const value = parseJson(text);
  const { type } = object({ type: string })(value, "");
  switch (type) {
    case "chat.message":
      return { type, ...chatMessage(value, "") };
    case "chat.received":
      return { type, ...chatReceived(value, "") };
    default:
      return decodeFileMessage(type, value);
  }
}

export const encodePeerMessage = (message: PeerMessage): string => JSON.stringify(message);
