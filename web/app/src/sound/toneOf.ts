import type { CallSnapshot } from "@callbox/sdk";
import { endTone, ring, ringBack, type Tone } from "./tones.ts";

type RingingCall = Pick<CallSnapshot, "id" | "phase" | "direction" | "endReason">;

/** The tone that belongs to a call, given the call as it was before. */
export function toneOf(call: RingingCall | null, before: RingingCall | null): Tone | null {
  if (call === null) return null;
  if (call.phase === "ringing") return call.direction === "incoming" ? ring : ringBack;
  const endsNow = call.phase === "ended" && before?.id === call.id && before.phase !== "ended";
  // A call that goes on on another device has not ended for the ear.
  return endsNow && call.direction !== "incoming" && call.endReason !== "replaced" ? endTone : null;
}
