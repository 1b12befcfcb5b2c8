import type { MediaErrorCode } from "../api.ts";

/** Media Capture and Streams, getUserMedia and Screen Capture, getDisplayMedia: what each rejection means to a person. */
export function mediaErrorCode(error: unknown): MediaErrorCode {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
    case "PermissionDeniedError":
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
      return "not-found";
    case "NotReadableError":
    case "TrackStartError":
      return "in-use";
    case "OverconstrainedError":
      return "over-constrained";
    case "AbortError":
    case "InvalidStateError":
      return "aborted";
    default:
      return "unsupported";
  }
}
