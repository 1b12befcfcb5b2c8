import { expect, test } from "vitest";
import { phaseOf } from "./phase.ts";

type Other = Parameters<typeof phaseOf>[0]["others"][number];

const other = (state: Other["state"], link: Other["link"] = "new", wasConnected = false): Other => ({ state, link, wasConnected });

test.each([
  ["an invited callee", "calling", [other("invited")]],
  ["a ringing callee", "ringing", [other("ringing")]],
  ["a callee who joined, without media yet", "connecting", [other("joined")]],
  ["media", "active", [other("joined", "connected", true)]],
  ["media that is away", "reconnecting", [other("joined", "reconnecting", true)]],
  ["a link that never came up", "connecting", [other("joined", "failed")]],
  ["one of two with media", "active", [other("joined", "reconnecting", true), other("joined", "connected", true)]],
  ["nobody else in a call of a link", "active", []],
  ["those who left do not count", "active", [other("left", "reconnecting", true), other("joined", "connected", true)]],
] as const)("joined, with %s: %s", (_case, phase, others) => {
  expect(phaseOf({ ended: false, joined: true, others })).toBe(phase);
});

test("a call that we did not accept rings", () => {
  expect(phaseOf({ ended: false, joined: false, others: [other("joined")] })).toBe("ringing");
});

test("the end is the end", () => {
  expect(phaseOf({ ended: true, joined: true, others: [other("joined", "connected", true)] })).toBe("ended");
});
