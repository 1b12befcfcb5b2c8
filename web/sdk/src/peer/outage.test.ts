import { describe, expect, test } from "vitest";
import type { Signal } from "../signaling/Signal.ts";
import { settled } from "../testing/FakeClock.ts";
import { asTrack, FakeTrack } from "../testing/FakeMedia.ts";
import type { LinkEnd } from "../testing/LinkPair.ts";
import { kinds, LinkPair } from "../testing/LinkPair.ts";
import { NO_TRACKS } from "./LinkMedia.ts";

/** A link through which nothing comes for a while. */

async function connected(): Promise<LinkPair> {
  const pair = new LinkPair();
  await pair.connect();
  await pair.settle();
  return pair;
}

/** Both are connected, and the impolite side hears the other until now. */
async function heard(): Promise<LinkPair> {
  const pair = await connected();
  pair.impolite.link.expectSound(true);
  for (let packet = 1; packet <= 4; packet += 1) await pair.impolite.hear(packet);
  return pair;
}

const sendCamera = ({ link }: LinkEnd): void => link.send({ ...NO_TRACKS, camera: asTrack(new FakeTrack("video", "camera")) }, 1);

describe("sound that stops coming", () => {
  test("raises a doubt after a second, and two seconds later ICE is restarted", async () => {
    const { impolite } = await heard();
    await impolite.environment.clock.advance(750);
    expect(impolite.doubts).toBe(0);
    await impolite.environment.clock.advance(250);
    expect(impolite.doubts).toBe(1);
    expect(kinds(await impolite.said())).toEqual([]);
    await impolite.environment.clock.advance(2_000);
    expect(kinds(await impolite.said())).toEqual(["offer"]);
  });

  test("has no level, whatever was played last", async () => {
    const { impolite } = await heard();
    const [sound] = impolite.connection.transceivers;
    if (sound !== undefined) sound.audioLevel = 0.25;
    expect(impolite.link.voiceLevel).toBe(0.25);
    await impolite.environment.clock.advance(1_000);
    expect(impolite.link.voiceLevel).toBe(0);
  });

  test("and comes again tells that the network is back, and gives the other side a key frame", async () => {
    const { impolite } = await heard();
    sendCamera(impolite);
    await impolite.environment.clock.advance(1_500);
    await impolite.hear(5);
    expect(impolite.returns).toBe(1);
    expect(impolite.connection.transceivers.map(({ sender }) => sender.keyFrames)).toEqual([0, 1, 0]);
    for (let packet = 6; packet <= 20; packet += 1) await impolite.hear(packet);
    expect(kinds(await impolite.said())).toEqual([]);
  });

  test("is listened for closely until it comes again", async () => {
    const { impolite } = await heard();
    await impolite.environment.clock.advance(1_500);
    const [sound] = impolite.connection.transceivers;
    if (sound !== undefined) sound.heard = 5;
    await impolite.environment.clock.advance(50);
    expect(impolite.returns).toBe(1);
  });

  test("and comes again overtakes a wish for a restart, for a second", async () => {
    const { impolite, polite } = await heard();
    polite.link.networkChanged();
    const wishes = await polite.said();
    expect(kinds(wishes)).toEqual(["ready"]);
    await impolite.environment.clock.advance(1_500);
    await impolite.hear(5);
    for (const wish of wishes) impolite.link.receive(wish);
    expect(kinds(await impolite.said())).toEqual([]);
    for (let packet = 6; packet <= 10; packet += 1) await impolite.hear(packet);
    for (const wish of wishes) impolite.link.receive(wish);
    expect(kinds(await impolite.said())).toEqual(["offer"]);
  });

  test("and a state that tell of the same return ask for one key frame", async () => {
    const { impolite } = await heard();
    sendCamera(impolite);
    await impolite.environment.clock.advance(1_500);
    impolite.connection.become("disconnected");
    await impolite.hear(5);
    impolite.connection.become("connected");
    await settled();
    expect([impolite.returns, impolite.connection.transceivers[1]?.sender.keyFrames]).toEqual([2, 1]);
  });

  test("is no surprise when the other side has said so", async () => {
    const { impolite } = await heard();
    impolite.link.expectSound(false);
    await impolite.environment.clock.advance(60_000);
    expect([impolite.doubts, kinds(await impolite.said())]).toEqual([0, []]);
  });

  test("means nothing where it was never heard", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.impolite.link.expectSound(true);
    await pair.impolite.environment.clock.advance(60_000);
    expect(pair.impolite.doubts).toBe(0);
  });
});

test("a link that was lost and is back gives the other side a key frame", async () => {
  const { impolite } = await connected();
  sendCamera(impolite);
  impolite.connection.become("disconnected");
  impolite.connection.become("connected");
  await settled();
  expect([impolite.returns, impolite.connection.transceivers[1]?.sender.keyFrames]).toEqual([1, 1]);
});

describe("the picture of who hears nothing, and can say nothing", () => {
  const sends = ({ connection }: LinkEnd): (boolean | undefined)[] => connection.transceivers.map(({ sender }) => sender.parameters.encodings[0]?.active);
  const ALL = [undefined, true, true];
  const SOUND_ALONE = [undefined, false, false];

  /** Nothing has come for a second. */
  async function silent(): Promise<LinkEnd> {
    const { impolite } = await heard();
    sendCamera(impolite);
    await impolite.environment.clock.advance(1_000);
    return impolite;
  }

  test("rests, until something can be said again", async () => {
    const end = await silent();
    expect(sends(end)).toEqual(ALL);
    end.link.reachable(false);
    await settled();
    expect(sends(end)).toEqual(SOUND_ALONE);
    end.link.reachable(true);
    await settled();
    expect(sends(end)).toEqual(ALL);
  });

  test("rests from the second without sound on where nothing could be said before, and begins with a key frame when something is heard", async () => {
    const { impolite } = await heard();
    sendCamera(impolite);
    impolite.link.reachable(false);
    await settled();
    expect(sends(impolite)).toEqual(ALL);
    await impolite.environment.clock.advance(1_000);
    expect(sends(impolite)).toEqual(SOUND_ALONE);
    await impolite.hear(5);
    expect([sends(impolite), impolite.connection.transceivers[1]?.sender.keyFrames]).toEqual([ALL, 1]);
  });

  test("forgets what was sent into the outage, with another codec, and has the usual one again for the next", async () => {
    const end = await silent();
    const chosen = end.connection.transceivers[1]?.sender.chosen ?? [];
    chosen.length = 0;
    end.link.reachable(false);
    end.link.reachable(false);
    await settled();
    expect(chosen).toEqual(["video/H264", "video/VP8"]);
    end.link.reachable(true);
    await settled();
    expect(chosen).toEqual(["video/H264", "video/VP8", "video/VP8"]);
  });

  test("begins again also where the connection has told of the return already", async () => {
    const end = await silent();
    end.connection.become("disconnected");
    end.link.reachable(false);
    end.connection.become("connected");
    end.link.reachable(false);
    await end.hear(5);
    expect(sends(end)).toEqual(ALL);
  });
});

const offers = (signals: readonly Signal[]): number =>
  signals.filter(({ body }) => body.kind === "description" && body.description.type === "offer").length;

/** The network of one of two who are connected changes, and signaling is away for ten seconds. */
async function cutOff(who: (pair: LinkPair) => LinkEnd, prepare: (end: LinkEnd) => void = () => undefined): Promise<{ pair: LinkPair; end: LinkEnd }> {
  const pair = await connected();
  const end = who(pair);
  prepare(end);
  end.link.reachable(false);
  end.link.networkChanged();
  await end.environment.clock.advance(10_000);
  return { pair, end };
}

const impolite = (pair: LinkPair): LinkEnd => pair.impolite;

describe("a network that changes while signaling is away", () => {
  test("has its offer made, which is said once, whole, with signaling", async () => {
    const { pair, end } = await cutOff(impolite);
    expect(end.connection.signalingState).toBe("have-local-offer");
    end.connection.gather("198.51.100.9");
    expect(await end.said()).toEqual([]);
    end.link.reachable(true);
    const said = [...end.outbox];
    // Wanted twice, by the change and by its being ready; what is the same is said once (PendingRequests).
    expect(new Set(said.map((signal) => JSON.stringify(signal))).size).toBe(1);
    expect(JSON.stringify(said)).toContain("198.51.100.9");
    await pair.settle();
    expect([pair.impolite.connection.signalingState, pair.polite.connection.signalingState]).toEqual(["stable", "stable"]);
    expect(pair.impolite.environment.connections).toHaveLength(1);
  });

  test("has it said also where the old route carries again by then", async () => {
    const { impolite, polite } = await heard();
    impolite.link.reachable(false);
    await impolite.environment.clock.advance(1_000);
    impolite.link.networkChanged();
    await impolite.environment.clock.advance(1_000);
    await impolite.hear(5);
    impolite.link.reachable(true);
    expect(offers(impolite.outbox)).toBe(1);
    for (const signal of await impolite.said()) polite.link.receive(signal);
    for (const signal of await polite.said()) impolite.link.receive(signal);
    await settled();
    expect(impolite.connection.signalingState).toBe("stable");
  });

  test.each<[string, (pair: LinkPair) => LinkEnd, (end: LinkEnd) => void]>([
    ["a route through a relay, which may have died with the server", impolite, ({ connection }) => (connection.route = { local: "host", remote: "relay" })],
    ["a route that the browser does not tell", impolite, ({ connection }) => (connection.route = null)],
    ["the side that makes no offers", (pair) => pair.polite, () => undefined],
  ])("has nothing made on %s", async (_, who, prepare) => {
    const { pair, end } = await cutOff(who, prepare);
    expect(end.connection.signalingState).toBe("stable");
    end.link.reachable(true);
    await pair.settle();
    expect(end.connection.signalingState).toBe("stable");
  });

  test("may have another connection of the other side take its place", async () => {
    const { pair, end } = await cutOff(impolite);
    end.link.receive({ epoch: "e_reloaded", peerEpoch: null, body: { kind: "ready" } });
    expect(end.environment.connections).toHaveLength(2);
    expect(offers(await end.said())).toBe(1);
    expect(pair.impolite.connection.closed).toBe(false);
  });
});
