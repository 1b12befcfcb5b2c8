import { beforeEach, expect, test } from "vitest";
import type { Rtc } from "../environment/Environment.ts";
import { FakeClock } from "../testing/FakeClock.ts";
import { Knock } from "./Knock.ts";

/** The part of an RTCPeerConnection that gathers candidates. */
class Gathering {
  iceGatheringState: RTCIceGatheringState = "new";
  onicegatheringstatechange: (() => void) | null = null;
  onicecandidateerror: (() => void) | null = null;
  onicecandidate: ((event: { candidate: { protocol: RTCIceProtocol; type: RTCIceCandidateType } | null }) => void) | null = null;
  questions = 0;
  closed = false;

  constructor(readonly configuration: RTCConfiguration) {}

  createDataChannel(): void {}

  restartIce(): void {}

  async setLocalDescription(): Promise<void> {
    this.questions += 1;
    this.become("gathering");
  }

  close(): void {
    this.closed = true;
  }

  /** It has an address, and asks from there. */
  asks(): void {
    this.onicecandidate?.({ candidate: { protocol: "udp", type: "host" } });
  }

  become(state: RTCIceGatheringState): void {
    if (this.iceGatheringState === state) return;
    this.iceGatheringState = state;
    this.onicegatheringstatechange?.();
  }
}

const TURN = { urls: ["turn:call.example:3478"], username: "u", credential: "p" };
const STUN = { urls: "stun:call.example:3478" };
let clock: FakeClock;
let made: Gathering[];
let servers: RTCIceServer[];
let answers: number;
let knock: Knock;

beforeEach(() => {
  clock = new FakeClock();
  made = [];
  servers = [STUN, TURN];
  answers = 0;
  const rtc: Rtc = {
    createPeerConnection: (configuration) => {
      const gathering = new Gathering(configuration);
      made.push(gathering);
      return gathering as unknown as RTCPeerConnection;
    },
    createStream: () => {
      throw new Error("a knock has no stream");
    },
  };
  knock = new Knock(clock, rtc, () => servers, () => {
    answers += 1;
  });
});

const questions = (): number => made.reduce((sum, { questions }) => sum + questions, 0);
const open = (): readonly Gathering[] => made.filter(({ closed }) => !closed);

test("asks the STUN server three times a second, and leaves one connection at most", async () => {
  knock.start();
  knock.start();
  await clock.advance(299);
  expect(made).toEqual([]);
  await clock.advance(6_001);
  expect(questions()).toBe(21);
  expect([made.length, open().length]).toEqual([3, 1]);
  expect(made[0]?.configuration).toEqual({ iceServers: [{ urls: [STUN.urls] }] });
});

test("tells of an answer, and then lets the socket open", async () => {
  knock.start();
  await clock.advance(3_000);
  made.at(-1)?.asks();
  made.at(-1)?.become("complete");
  expect([answers, open()]).toEqual([1, []]);
  const before = questions();
  await clock.advance(3_999);
  expect(questions()).toBe(before);
  await clock.advance(1);
  expect(questions()).toBe(before + 1);
});

test("behind a NAT the candidate that an answer makes is the answer", async () => {
  knock.start();
  await clock.advance(300);
  made[0]?.asks();
  expect([answers, open().length]).toEqual([0, 1]);
  made[0]?.onicecandidate?.({ candidate: { protocol: "udp", type: "srflx" } });
  expect([answers, open()]).toEqual([1, []]);
});

test("a refusal is no answer", async () => {
  knock.start();
  await clock.advance(300);
  made[0]?.asks();
  made[0]?.onicecandidateerror?.();
  made[0]?.become("complete");
  expect(answers).toBe(0);
  await clock.advance(300);
  made[0]?.asks();
  made[0]?.become("complete");
  expect(answers).toBe(1);
});

test("without an address nobody is asked, and so nobody has answered", async () => {
  knock.start();
  await clock.advance(300);
  made[0]?.asks();
  await clock.advance(300);
  made[0]?.onicecandidate?.({ candidate: { protocol: "tcp", type: "host" } });
  made[0]?.become("complete");
  expect(answers).toBe(0);
});

test("stopped, it closes what it has and leaves no timer behind", async () => {
  knock.start();
  await clock.advance(1_000);
  knock.stop();
  expect([open(), clock.idle]).toEqual([[], true]);
});

test("without a STUN server it asks nobody", async () => {
  servers = [TURN];
  knock.start();
  await clock.advance(3_000);
  expect(made).toEqual([]);
});
