import type { CallSnapshot, RemoteParticipant } from "@callbox/sdk";
import { expect, test } from "vitest";
import { isIncoming, isOnStage, isOutgoing, peerName } from "./people.ts";

function participant(name: string, state: RemoteParticipant["state"]): RemoteParticipant {
  return {
    user: { id: name, name },
    role: "callee",
    state,
    reason: null,
    link: "connected",
    awaySince: null,
    deviceAway: false,
    tracks: { audio: true, camera: true, screen: false },
    stream: null,
    screen: null,
    pictureHeldBy: { me: false, them: false }, quality: null,
  };
}

const call: CallSnapshot = {
  id: "c_1",
  phase: "active",
  direction: "outgoing",
  media: "video",
  link: null,
  participants: [participant("Ann", "joined"), participant("Bob", "left")],
  createdAt: 0,
  answeredAt: 0,
  endedAt: null,
  endReason: null,
  chat: { messages: [], unread: 0 },
};

test("a call is named after those who are in it", () => {
  expect(peerName(call)).toBe("Ann");
});

test("an ended call is named after those who were in it", () => {
  expect(peerName({ ...call, participants: [participant("Ann", "left"), participant("Bob", "left")] })).toBe("Ann and Bob");
});

test("a call that rings here is not on the stage", () => {
  const ringing: CallSnapshot = { ...call, phase: "ringing", direction: "incoming" };
  expect(isIncoming(ringing)).toBe(true);
  expect(isOnStage(ringing)).toBe(false);
});

test("a call that we make is on the stage from the first moment to the last", () => {
  expect(isOutgoing({ ...call, phase: "calling" })).toBe(true);
  expect(isOnStage({ ...call, phase: "calling" })).toBe(true);
  expect(isOnStage({ ...call, phase: "reconnecting" })).toBe(true);
  expect(isOnStage({ ...call, phase: "ended" })).toBe(false);
  expect(isOnStage(null)).toBe(false);
});
