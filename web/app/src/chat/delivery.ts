import type { CallSnapshot, ChatMessage } from "@callbox/sdk";

/**
 * How far a message of ours has come. `delivered`: all who were in the call have it. `waiting`: it will arrive with the next
 * connection. `missed`: somebody left without it.
 */
export interface Delivery {
  readonly state: "delivered" | "waiting" | "missed";
  /** The names of those who lack it. */
  readonly lacking: readonly string[];
  /** Whether anybody has it. */
  readonly partly: boolean;
}

/** Null for a message of somebody else's. */
export function deliveryOf({ from, recipients }: ChatMessage, { participants, phase }: Pick<CallSnapshot, "participants" | "phase">): Delivery | null {
  if (from !== null) return null;
  const lacking = recipients.filter(({ received }) => !received);
  const isGone = (id: string): boolean => phase === "ended" || !participants.some(({ user, state }) => user.id === id && state !== "left");
  return {
    state: lacking.length === 0 ? "delivered" : lacking.every(({ user }) => isGone(user.id)) ? "missed" : "waiting",
    lacking: lacking.map(({ user }) => user.name),
    partly: lacking.length < recipients.length,
  };
}
