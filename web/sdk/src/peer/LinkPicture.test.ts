import { expect, test } from "vitest";
import type { LinkStats } from "../api.ts";
import { encodeLinkMessage, type LinkMessage } from "../data/linkMessages.ts";
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
  const clock = new FakeClock();
  const log = new Log(clock);
  const said: LinkMessage[] = [];
  const applied: string[] = [];
  let [changes, receivedBps] = [0, 0];
  const picture = new LinkPicture({ clock, log }, "Bob", {
    uneven: () => false,
    received: () => Promise.resolve({ soundPackets: 0, bytes: (clock.now() * receivedBps) / 8_000 }),
    apply: (fit) => applied.push(fit),
    say: (text) => said.push(JSON.parse(text) as LinkMessage),
    changed: () => (changes += 1),
  });
  picture.sends(ON);
  const seconds = (count: number, kbps: number | null, { heard = true } = {}): void => {
    for (let second = 0; second < count; second++) picture.measured(withRoomFor(kbps), heard);
  };
  const hears = (message: LinkMessage): void => picture.hear(encodeLinkMessage(message));
  /** Sound falters, and so much comes through of everything. */
  const floods = async (bps: number): Promise<void> => {
    receivedBps = bps;
    picture.faltered();
    await clock.advance(400);
  };
  return { picture, said, applied, seconds, hears, floods, log, changes: () => changes };
};

/** Ten seconds of a good link, and then one that carries the sound alone. */
const held = () => {
  const all = made();
  all.seconds(10, 1_000);
  all.seconds(4, 20);
  return all;
};

test("a picture that is given up is told to the other side once a second, and when it is tried again", () => {
  const { picture, said, applied, seconds } = held();
  expect(picture.heldBy).toEqual({ me: true, them: false });
  expect(applied).toEqual(["tiny", "none"]);
  seconds(20, 60);
  expect(picture.heldBy.me).toBe(false);
  const yes = { type: "picture.held", held: true };
  expect(said).toEqual([...Array.from({ length: 10 }, () => yes), { type: "picture.held", held: false }]);
});

test("that they send none is believed as long as they say it, and the page is told when that changes", () => {
  const { picture, hears, seconds, changes } = made();
  for (const second of [1, 2, 3]) {
    hears({ type: "picture.held", held: true });
    seconds(2, 1_000);
    expect([second, picture.heldBy]).toEqual([second, { me: false, them: true }]);
  }
  expect(changes()).toBe(1);
  seconds(1, 1_000);
  expect([picture.heldBy.them, changes()]).toEqual([false, 2]);
  hears({ type: "picture.held", held: true });
  hears({ type: "picture.held", held: false });
  expect([picture.heldBy.them, changes()]).toEqual([false, 4]);
});

test("what the other side says holds for its connection", () => {
  const { picture, hears } = made();
  hears({ type: "picture.held", held: true });
  picture.rest();
  expect(picture.heldBy.them).toBe(false);
});

test("what cannot be read changes nothing, and is told once", () => {
  const { picture, log } = made();
  for (const text of ["{", '{"type":"picture.held","held":"yes"}', '{"type":"link.moved"}']) picture.hear(text);
  expect([picture.heldBy.them, log.lines.length]).toEqual([false, 1]);
});

test("a sound that is broken for the other side counts until the next second", () => {
  const { picture, seconds, hears } = made();
  seconds(10, 1_000);
  seconds(1, 60);
  for (const _ of [1, 2, 3]) {
    expect(picture.fit).toBe("tiny");
    hears({ type: "sound.broken" });
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

test("a flood takes the picture away at once, and the smallest is there a second or two later", async () => {
  const { said, applied, seconds, floods } = made();
  await floods(90_000);
  expect(applied).toEqual(["none"]);
  expect(said).toEqual([
    { type: "link.flooded", receivedBps: 90_000 },
    { type: "picture.held", held: true },
  ]);
  seconds(2, 60);
  expect([applied, said.at(-1)]).toEqual([["none", "tiny"], { type: "picture.held", held: false }]);
});

test("a picture that floods the other side gives way, once where both sides find it", () => {
  for (const [receivedBps, fit] of [
    [280_000, "small"],
    [90_000, "none"],
  ] as const) {
    const { hears, applied } = made();
    hears({ type: "link.flooded", receivedBps });
    hears({ type: "link.flooded", receivedBps });
    expect(applied).toEqual([fit]);
  }
});

test("whoever sends no picture tells the other side that theirs floods the link, as often as it is found, unless they have given it up", async () => {
  const { picture, said, floods, hears } = made();
  picture.sends(NO_TRACKS);
  await floods(90_000);
  await floods(80_000);
  hears({ type: "picture.held", held: true });
  await floods(60_000);
  expect(said).toEqual([
    { type: "link.flooded", receivedBps: 90_000 },
    { type: "link.flooded", receivedBps: 80_000 },
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

test("where no picture is sent, none is given up", async () => {
  const { picture, applied, seconds, floods } = made();
  seconds(10, 1_000);
  picture.sends(NO_TRACKS);
  await floods(90_000);
  seconds(60, 60);
  expect([picture.fit, applied]).toEqual(["full", []]);
});

test("whoever turns the camera off has nothing to give up, and the next picture begins as any", () => {
  const { picture, said } = held();
  picture.sends(NO_TRACKS);
  expect([picture.heldBy.me, picture.fit]).toEqual([false, "full"]);
  expect(said.at(-1)).toEqual({ type: "picture.held", held: false });
});
