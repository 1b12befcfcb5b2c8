import { expect, test } from "vitest";
import type { LinkStats } from "../api.ts";
import type { PeerMessage } from "../data/peerMessages.ts";
import { readStats } from "../stats/linkStats.ts";
import { Log } from "../log/Log.ts";
import { FakeClock } from "../testing/FakeClock.ts";
import type { LocalTracks } from "./LinkMedia.ts";
import { NO_TRACKS } from "./LinkMedia.ts";
import { LinkPicture } from "./LinkPicture.ts";

const ON: LocalTracks = { ...NO_TRACKS, camera: {} as MediaStreamTrack };

const withRoomFor = (kbps: number | null, fields: Partial<LinkStats> = {}): LinkStats => ({
  ...readStats("u_bob", new Map(), 0, null).stats,
  availableSendBitrate: kbps === null ? null : kbps * 1000,
  ...fields,
});

const made = () => {
  const said: PeerMessage[] = [];
  const applied: string[] = [];
  const picture = new LinkPicture({
    log: new Log(new FakeClock()),
    name: "Bob",
    apply: (fit) => applied.push(fit),
    say: (message) => said.push(message) > 0,
    changed: () => undefined,
  });
  picture.sends(ON);
  const seconds = (count: number, kbps: number | null, { heard = true } = {}): void => {
    for (let second = 0; second < count; second++) picture.measured(withRoomFor(kbps), heard);
  };
  return { picture, said, applied, seconds };
};

/** Ten seconds of a good link, and then one that carries the sound alone. */
const held = () => {
  const all = made();
  all.seconds(10, 1_000);
  all.seconds(4, 20);
  return all;
};

test("a picture that is given up is told to the other side, and when it is tried again", () => {
  const { picture, said, applied, seconds } = held();
  expect(picture.heldBy).toEqual({ me: true, them: false });
  expect(applied).toEqual(["tiny", "none"]);
  seconds(10, 60);
  expect(picture.heldBy.me).toBe(false);
  expect(said).toEqual([
    { type: "picture.held", held: true },
    { type: "picture.held", held: false },
  ]);
});

test("a new connection is told again, where it is still so", () => {
  const { picture, said } = held();
  picture.opened();
  expect(said.length).toBe(2);
  const other = made();
  other.picture.opened();
  expect(other.said).toEqual([]);
});

test("what the other side says holds for its connection", () => {
  const { picture } = made();
  picture.heldByThem(true);
  expect(picture.heldBy).toEqual({ me: false, them: true });
  picture.renewed();
  expect(picture.heldBy.them).toBe(false);
});

test("a sound that is broken for the other side counts until the next second", () => {
  const { picture, seconds } = made();
  seconds(10, 1_000);
  seconds(1, 60);
  for (const _ of [1, 2, 3]) {
    expect(picture.fit).toBe("tiny");
    picture.soundBroken();
    seconds(1, 60);
  }
  expect(picture.fit).toBe("none");
});

test("a sound that is broken here is told, unless nothing comes at all", () => {
  const { picture, said } = made();
  picture.measured(withRoomFor(1_000, { soundMadeUp: 0.3 }), true);
  expect(said).toEqual([{ type: "sound.broken" }]);
  picture.measured(withRoomFor(1_000, { soundMadeUp: 0.05 }), true);
  picture.measured(withRoomFor(1_000, { soundMadeUp: 1 }), false);
  expect(said.length).toBe(1);
});

test("a flood takes the picture away at once, and the smallest is there a second or two later", () => {
  const { picture, said, applied, seconds } = made();
  picture.flooded(90_000);
  expect(applied).toEqual(["none"]);
  expect(said).toEqual([
    { type: "link.flooded", receivedBps: 90_000 },
    { type: "picture.held", held: true },
  ]);
  seconds(2, 60);
  expect([applied, said.length]).toEqual([["none", "tiny"], 3]);
});

test("a picture that floods the other side gives way, once where both sides find it", () => {
  const { picture, applied } = made();
  picture.floodsThem(280_000);
  picture.floodsThem(280_000);
  expect(applied).toEqual(["small"]);
  const other = made();
  other.picture.floodsThem(90_000);
  other.picture.floodsThem(90_000);
  expect(other.applied).toEqual(["none"]);
});

test("whoever sends no picture tells the other side that theirs floods the link, once a second, unless they have given it up", () => {
  const { picture, said, seconds } = made();
  picture.sends(NO_TRACKS);
  picture.flooded(90_000);
  picture.flooded(80_000);
  seconds(1, 60);
  picture.flooded(70_000);
  seconds(1, 60);
  picture.heldByThem(true);
  picture.flooded(60_000);
  expect(said).toEqual([
    { type: "link.flooded", receivedBps: 90_000 },
    { type: "link.flooded", receivedBps: 70_000 },
  ]);
});

test.each([
  ["nothing came from the other side", 60, { heard: false }],
  ["the browser does not say what there is room for", null, {}],
] as const)("a second in which %s is none in which the link was narrow", (_, kbps, options) => {
  const { picture, seconds } = made();
  seconds(10, 1_000);
  seconds(60, kbps, options);
  expect(picture.fit).toBe("full");
});

test("where no picture is sent, none is given up", () => {
  const { picture, applied, seconds } = made();
  seconds(10, 1_000);
  picture.sends(NO_TRACKS);
  picture.flooded(90_000);
  seconds(60, 60);
  expect([picture.fit, applied]).toEqual(["full", []]);
});

test("whoever turns the camera off has nothing to give up, and the next picture begins as any", () => {
  const { picture, said } = held();
  picture.sends(NO_TRACKS);
  expect([picture.heldBy.me, picture.fit]).toEqual([false, "full"]);
  expect(said.at(-1)).toEqual({ type: "picture.held", held: false });
});
