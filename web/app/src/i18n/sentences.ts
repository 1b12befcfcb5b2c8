import type { CallElsewhere, CallSnapshot, Direction, EndReason, HistoryEntry, MediaErrorCode } from "@callbox/sdk";
import { assertNever } from "../app/assertNever.ts";

/** The sentences that tell how a call ended; each takes a `name`, or none. */
export type EndedSentence =
  | `ended.${Exclude<EndReason, "declined" | "no-answer">}`
  | "ended.declined.outgoing"
  | "ended.declined.incoming"
  | "ended.no-answer.outgoing"
  | "ended.missed"
  | "ended.link";

/** Which sentence tells the end of a call to this side of it. */
export function endedSentence(reason: EndReason, direction: Direction): EndedSentence {
  const incoming = direction === "incoming";
  switch (reason) {
    case "hung-up":
      return direction === "link" ? "ended.link" : "ended.hung-up";
    case "declined":
      return incoming ? "ended.declined.incoming" : "ended.declined.outgoing";
    case "no-answer":
      return incoming ? "ended.missed" : "ended.no-answer.outgoing";
    case "busy":
    case "cancelled":
    case "unreachable":
      return incoming ? "ended.missed" : `ended.${reason}`;
    case "answered-elsewhere":
    case "lost":
    case "failed":
    case "replaced":
      return `ended.${reason}`;
    default:
      return assertNever(reason);
  }
}

/**
 * What is told of a call that goes on on another device, given how it ended on this one, if it was here. `away`: nobody has
 * heard of the other device for some time.
 */
export function elsewhereSentence({ id, link, with: others, answeredAt }: CallElsewhere, here: Pick<CallSnapshot, "id" | "endReason"> | null, away: boolean) {
  if (others.length === 0) return "elsewhere.alone" as const;
  if (away) return "elsewhere.away" as const;
  if (here?.id === id && here.endReason === "replaced") return "elsewhere.moved" as const;
  if (here?.id === id && here.endReason === "answered-elsewhere") return "ended.answered-elsewhere" as const;
  return answeredAt === null && link === null ? ("elsewhere.calling" as const) : ("elsewhere.in-call" as const);
}

/** A call of the past in a word or two: what came of it, or else which way it went. */
export function historySentence({ missed, direction, answeredAt, reason }: Pick<HistoryEntry, "missed" | "direction" | "answeredAt" | "reason">) {
  if (missed) return "history.missed" as const;
  if (direction !== "outgoing" || answeredAt !== null) return `history.${direction}` as const;
  switch (reason) {
    case "declined":
    case "busy":
    case "cancelled":
    case "unreachable":
      return `history.${reason}` as const;
    default:
      return "history.no-answer" as const;
  }
}

const mediaErrorCodes: Readonly<Record<MediaErrorCode, true>> = {
  denied: true,
  "not-found": true,
  "in-use": true,
  "over-constrained": true,
  "insecure-page": true,
  unsupported: true,
  aborted: true,
};

export function isMediaErrorCode(code: string): code is MediaErrorCode {
  return Object.hasOwn(mediaErrorCodes, code);
}

export type CaptureKind = "camera" | "microphone" | "both" | "screen";

/** What a person can do about a media error: try again, choose another device, open the same page over https, or nothing on this page. */
export type WayOut = "retry" | "settings" | "https" | "none";

/** The sentence for a media error, the sentence with the way out, and the button that goes that way. */
export function mediaSentence(code: MediaErrorCode, kind: CaptureKind) {
  if (code === "denied" && kind === "screen") {
    return { what: "media.denied.screen", how: "media.denied.screen.way", way: "none" } as const;
  }
  return { what: `media.${code}`, how: `media.${code}.way`, way: wayOut(code) } as const;
}

function wayOut(code: MediaErrorCode): WayOut {
  switch (code) {
    case "over-constrained":
      return "settings";
    case "insecure-page":
      return "https";
    case "unsupported":
      return "none";
    default:
      return "retry";
  }
}

/** What a failed action is told as, by the code of the `CallboxError` (docs/PROTOCOL.md, Errors). */
export function errorSentence(code: string) {
  switch (code) {
    case "user-not-found":
    case "self-call":
    case "already-in-call":
    case "call-ended":
    case "moved-elsewhere":
    case "answered-elsewhere":
    case "call-full":
    case "link-not-found":
    case "name-required":
    case "name-invalid":
    case "rate-limited":
    case "message-too-long":
    case "nobody-here":
    case "too-many-files":
    case "no-space":
    case "storage":
      return `error.${code}` as const;
    case "session-lost":
    case "stopped":
    case "too-many-requests":
      return "error.offline" as const;
    case "secret-invalid":
      return "error.identity-invalid" as const;
    case "no-call":
    case "call-not-found":
    case "not-invited":
    case "not-in-call":
      return "error.call-ended" as const;
    default:
      return "error.other" as const;
  }
}
