import type { Decoded } from "./decode.ts";
import { array, boolean, nullable, number, object, optional, parseJson, string } from "./decode.ts";
import { iceGrant } from "./requests.ts";
import type { Signal } from "./Signal.ts";
import { decodeSignal } from "./Signal.ts";
import { callView, historyEntry, person } from "./views.ts";

/** The snapshot (`people`, `call`, `missed`) is left out when the session was resumed. */
const welcome = object({
  id: string,
  user: object({ id: string, name: nullable(string) }),
  device: string,
  session: object({ resumed: boolean, token: string, graceMs: number }),
  now: number,
  people: optional(array(person)),
  call: optional(nullable(callView)),
  missed: optional(number),
  ...iceGrant,
  limits: object({ frameBytes: number, participants: number, ringMs: number }),
});

const failure = object({
  id: optional(string),
  code: string,
  message: string,
  retryAfterMs: optional(number),
});

const peopleChanged = object({ seq: number, online: array(person), offline: array(string) });
const callState = object({ seq: number, call: callView });
const callSignal = object({ seq: number, call: string, from: string });
const iceServers = object({ seq: number, ...iceGrant });
const historyAdded = object({ seq: number, entry: historyEntry, missed: number });
const historySeen = object({ seq: number, missed: number });
const numbered = object({ seq: number });
const identified = object({ id: string });
const typed = object({ type: string });

export type Welcome = Decoded<typeof welcome>;
export type Failure = Decoded<typeof failure>;

export type Notification =
  | ({ readonly type: "people.changed" } & Decoded<typeof peopleChanged>)
  | ({ readonly type: "call.state" } & Decoded<typeof callState>)
  | ({ readonly type: "call.signal"; readonly signal: Signal } & Decoded<typeof callSignal>)
  | ({ readonly type: "ice.servers" } & Decoded<typeof iceServers>)
  | ({ readonly type: "history.added" } & Decoded<typeof historyAdded>)
  | ({ readonly type: "history.seen" } & Decoded<typeof historySeen>);

export type ServerMessage =
  | { readonly type: "ping" }
  | { readonly type: "pong" }
  | { readonly type: "welcome"; readonly welcome: Welcome }
  /** `body` is decoded by whoever knows what was asked. */
  | { readonly type: "result"; readonly id: string; readonly body: unknown }
  | { readonly type: "error"; readonly failure: Failure }
  | { readonly type: "notification"; readonly seq: number; readonly notification: Notification }
  /** Of a newer server: counted if it has a `seq`, else ignored. */
  | { readonly type: "unknown"; readonly seq: number | null };

const notification = (decoded: Notification): ServerMessage => ({
  type: "notification",
  seq: decoded.seq,
  notification: decoded,
});

/** Reads one frame. Throws a `DecodeError` for what is not a message of the protocol. */
export function decodeServerMessage(text: string): ServerMessage {
  const value = parseJson(text);
  const { type } = typed(value, "");
  switch (type) {
    case "ping":
    case "pong":
      return { type };
    case "welcome":
      return { type, welcome: welcome(value, "") };
    case "result":
      return { type, id: identified(value, "").id, body: value };
    case "error":
      return { type, failure: failure(value, "") };
    case "people.changed":
      return notification({ type, ...peopleChanged(value, "") });
    case "call.state":
      return notification({ type, ...callState(value, "") });
    case "call.signal":
      return notification({ type, ...callSignal(value, ""), signal: decodeSignal(value, "") });
    case "ice.servers":
      return notification({ type, ...iceServers(value, "") });
    case "history.added":
      return notification({ type, ...historyAdded(value, "") });
    case "history.seen":
      return notification({ type, ...historySeen(value, "") });
    default:
      return { type: "unknown", seq: optional(numbered)(hasSeq(value) ? value : undefined, "")?.seq ?? null };
  }
}

const hasSeq = (value: unknown): boolean => typeof value === "object" && value !== null && "seq" in value;
