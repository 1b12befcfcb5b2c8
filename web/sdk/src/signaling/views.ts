import type { Decoded } from "./decode.ts";
import { array, boolean, nullable, number, object, oneOf, string } from "./decode.ts";

/** The shapes that several messages carry (docs/PROTOCOL.md, Calls and History). Times are on the server's clock. */

export const media = oneOf("audio", "video");

export const endReason = oneOf(
  "hung-up",
  "declined",
  "busy",
  "no-answer",
  "cancelled",
  "unreachable",
  "answered-elsewhere",
  "lost",
  "failed",
  "replaced",
);

const participantState = oneOf("invited", "ringing", "joined", "left");

export const tracks = object({ audio: boolean, camera: boolean, screen: boolean });

const participantView = object({
  user: object({ id: string, name: string }),
  role: oneOf("caller", "callee", "guest"),
  state: participantState,
  reason: nullable(endReason),
  awaySince: nullable(number),
  tracks,
});

/** `participants` are in the order in which they first came: of two, the earlier one is impolite and makes the first offer. */
export const callView = object({
  id: string,
  version: number,
  media,
  link: nullable(string),
  createdAt: number,
  answeredAt: nullable(number),
  endedAt: nullable(number),
  endReason: nullable(endReason),
  ringEndsAt: nullable(number),
  participants: array(participantView),
  you: object({ user: string, state: participantState, here: boolean }),
});

export const person = object({ id: string, name: string, busy: boolean });

export const historyEntry = object({
  call: string,
  media,
  direction: oneOf("outgoing", "incoming", "link"),
  with: array(object({ id: string, name: string })),
  createdAt: number,
  answeredAt: nullable(number),
  endedAt: number,
  reason: endReason,
  missed: boolean,
});

export type CallView = Decoded<typeof callView>;
export type ParticipantView = Decoded<typeof participantView>;
