import type { CallPhase, RemoteParticipant } from "../api.ts";

export interface PhaseInput {
  readonly ended: boolean;
  /** This device is in the call, or has said so and waits for the server. */
  readonly joined: boolean;
  readonly others: readonly {
    readonly state: RemoteParticipant["state"];
    readonly link: RemoteParticipant["link"];
    readonly wasConnected: boolean;
  }[];
}

/** What a person is told of the call as a whole. The media decides: signaling alone never makes it `reconnecting`. */
export function phaseOf({ ended, joined, others }: PhaseInput): CallPhase {
  if (ended) return "ended";
  if (!joined) return "ringing";
  const present = others.filter(({ state }) => state === "joined");
  if (present.length === 0) {
    if (others.some(({ state }) => state === "ringing")) return "ringing";
    // Alone in a call of a link, one is in it.
    return others.some(({ state }) => state === "invited") ? "calling" : "active";
  }
  if (present.some(({ link }) => link === "connected")) return "active";
  return present.some(({ wasConnected }) => wasConnected) ? "reconnecting" : "connecting";
}
