import { describe, expect, test } from "vitest";
import { encodeLinkMessage, type LinkMessage } from "../data/linkMessages.ts";
import { settled } from "../testing/FakeClock.ts";
import { asTrack, FakeTrack } from "../testing/FakeMedia.ts";
import { kinds, LinkEnd, LinkPair } from "../testing/LinkPair.ts";
import type { SignalBody } from "../signaling/Signal.ts";
import { readStats } from "../stats/linkStats.ts";
import { NO_TRACKS } from "./LinkMedia.ts";
import { CANDIDATE, OFFER_SDP } from "../testing/messages.ts";

const OFFER: SignalBody = { kind: "description", description: { type: "offer", sdp: OFFER_SDP } };
const CANDIDATES: SignalBody = { kind: "candidates", candidates: [CANDIDATE] };

async function connected(): Promise<LinkPair> {
  const pair = new LinkPair();
  await pair.connect();
  return pair;
}

describe("a first connection", () => {
  test("the impolite side offers microphone, camera and screen, both ways, and the other answers", async () => {
    const pair = new LinkPair();
    await pair.settle();
    for (const { connection } of [pair.impolite, pair.polite]) {
      expect(connection.transceivers.map(({ kind, direction }) => [kind, direction])).toEqual([
        ["audio", "sendrecv"],
        ["video", "sendrecv"],
        ["video", "sendrecv"],
      ]);
      expect(connection.signalingState).toBe("stable");
    }
  });

  test("microphone and camera are announced as one stream, the screen as another", async () => {
    const pair = new LinkPair();
    await pair.settle();
    for (const { connection } of [pair.impolite, pair.polite]) {
      const [microphone, camera, screen] = connection.transceivers.map(({ sender }) => sender.streams[0]);
      expect(microphone).toBe(camera);
      expect(screen).not.toBe(camera);
    }
  });

  test("the control channel and that of the link come with the fixed m-lines, behind them and without a negotiation of its own", async () => {
    const pair = new LinkPair();
    const polite = pair.polite.connection;
    expect([pair.impolite.connection.channels.length, polite.channels.length]).toEqual([2, 0]);
    await pair.settle();
    for (const { connection } of [pair.impolite, pair.polite]) {
      expect(connection.channels.map(({ init }) => init)).toEqual([
        { negotiated: true, id: 0 },
        { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 },
      ]);
      const lines = connection.localDescription?.sdp?.match(/^m=\w+/gm);
      expect(lines).toEqual(["m=audio", "m=video", "m=video", "m=application"]);
    }
    expect(polite.localDescription?.type).toBe("answer");
  });

  test("what is said of the link goes through at once or not at all, on the channel that repeats nothing", async () => {
    const { impolite } = await seen();
    const [control, ofLink] = impolite.connection.channels;
    const narrow = { ...readStats("u_bob", new Map(), 0, null).stats, soundMadeUp: 0.2 };
    impolite.link.measured(narrow, true);
    control?.open();
    ofLink?.open();
    impolite.link.measured(narrow, true);
    expect([control?.sent, ofLink?.sent]).toEqual([[], ['{"type":"sound.broken"}']]);
    hears(impolite, { type: "picture.held", held: true });
    expect(impolite.link.pictureHeldBy.them).toBe(true);
    ofLink?.receive(`{"type":"picture.held","held":false,"why":"${"x".repeat(256)}"}`);
    expect(impolite.link.pictureHeldBy.them).toBe(true);
  });

  test("what is said goes through once the channel is open, and a full buffer is not an error", async () => {
    const { impolite } = await connected();
    expect(impolite.link.say("early")).toBe(false);
    const [channel] = impolite.connection.channels;
    channel?.open();
    expect(impolite.link.say("hello")).toBe(true);
    channel?.receive("hello you");
    expect(impolite.heard).toEqual(["opened", "hello you"]);
    if (channel !== undefined) channel.full = true;
    expect(impolite.link.say("more")).toBe(false);
    impolite.link.close();
    channel?.receive("too late");
    expect(impolite.heard).toEqual(["opened", "hello you"]);
  });

  test("tracks come and go without another negotiation", async () => {
    const pair = new LinkPair();
    await pair.connect();
    const camera = new FakeTrack("video", "camera");
    pair.polite.link.send({ microphone: null, camera: asTrack(camera), screen: null }, 1);
    expect(pair.polite.connection.transceivers[1]?.sender.track).toBe(camera);
    pair.polite.link.send({ microphone: null, camera: null, screen: null }, 1);
    expect(pair.polite.connection.transceivers[1]?.sender.track).toBeNull();
    expect(await pair.polite.said()).toEqual([]);
  });

  test("candidates that come before their description wait for it", async () => {
    const polite = new LinkEnd({ polite: true });
    polite.link.receive({ epoch: "e_theirs", peerEpoch: null, body: CANDIDATES });
    await settled();
    expect(polite.connection.added).toEqual([]);
    polite.link.receive({ epoch: "e_theirs", peerEpoch: null, body: OFFER });
    await settled();
    expect(polite.connection.added).toEqual([CANDIDATE]);
  });

  test("candidates of an ICE restart reach the browser as ones of another network, so that its estimate of the bitrate begins anew", async () => {
    const line = "candidate:1 1 udp 1 192.0.2.1 9 typ host generation 1 ufrag u network-id 1";
    const polite = new LinkEnd({ polite: true });
    const sdp = OFFER.description.sdp.replace("a=mid:0", `a=mid:0\r\na=${line}`);
    polite.link.receive({ epoch: "e_theirs", peerEpoch: null, body: { kind: "description", description: { type: "offer", sdp } } });
    polite.link.receive({ epoch: "e_theirs", peerEpoch: null, body: { kind: "candidates", candidates: [{ ...CANDIDATE, candidate: line }] } });
    await settled();
    expect(polite.connection.remoteDescription?.sdp).toContain("network-id 101");
    expect(polite.connection.added).toEqual([{ ...CANDIDATE, candidate: line.replace("network-id 1", "network-id 101") }]);
  });

  test("a burst of candidates is one message", async () => {
    const pair = new LinkPair();
    await pair.settle();
    for (const host of [1, 2, 3]) pair.impolite.connection.gather(`198.51.100.${host}`);
    const said = await pair.impolite.said();
    expect(kinds(said)).toEqual(["candidates"]);
  });

  test("the offer is sent again to a participant who asks, with what was gathered meanwhile", async () => {
    const impolite = new LinkEnd({ polite: false });
    await impolite.said();
    impolite.connection.gather("198.51.100.9");
    await impolite.said();
    impolite.link.receive({ epoch: "e_theirs", peerEpoch: null, body: { kind: "ready" } });
    const [again] = await impolite.said();
    expect(again?.body).toMatchObject({ kind: "description", description: { type: "offer" } });
    expect(JSON.stringify(again)).toContain("198.51.100.9");
  });

  test("the same offer twice gets the same answer twice, and the second answer does no harm", async () => {
    const pair = new LinkPair();
    const [offer] = await pair.impolite.said();
    if (offer === undefined) throw new Error("no offer");
    pair.polite.link.receive(offer);
    pair.polite.link.receive(offer);
    const answers = await pair.polite.said();
    expect(kinds(answers)).toEqual(["answer", "answer"]);
    for (const answer of answers) pair.impolite.link.receive(answer);
    await settled();
    pair.impolite.link.reachable(true);
    expect(pair.impolite.connection.signalingState).toBe("stable");
    expect(pair.impolite.environment.connections).toHaveLength(1);
  });

  test("one offer goes to several devices; the first answer decides which one it is", async () => {
    const caller = new LinkEnd({ polite: false });
    const [offer] = await caller.said();
    if (offer === undefined) throw new Error("no offer");
    const answer: SignalBody = { kind: "description", description: { type: "answer", sdp: OFFER_SDP } };
    caller.link.receive({ epoch: "e_phone", peerEpoch: offer.epoch, body: answer });
    await settled();
    expect(caller.connection.signalingState).toBe("stable");
    caller.connection.gather("198.51.100.9");
    expect((await caller.said())[0]).toMatchObject({ epoch: offer.epoch, peerEpoch: "e_phone" });
  });
});

describe("while it rings", () => {
  test("the answer is made and nothing leaves; on release all leaves at once", async () => {
    const pair = new LinkPair({ held: true });
    await pair.settle();
    const { polite, impolite } = pair;
    polite.connection.gather("192.0.2.1");
    expect(polite.connection.signalingState).toBe("stable");
    expect(await polite.said()).toEqual([]);
    expect(polite.link.stream).toBeNull();

    polite.link.release();
    const said = await polite.said();
    expect(kinds(said)).toEqual(["answer"]);
    expect(JSON.stringify(said)).toContain("192.0.2.1");
    expect(impolite.connection.closed).toBe(false);
  });

  test("the caller's candidates, in its offer or behind it, are not used before release", async () => {
    const polite = new LinkEnd({ polite: true, held: true });
    polite.link.receive({ epoch: "e_theirs", peerEpoch: null, body: OFFER });
    polite.link.receive({ epoch: "e_theirs", peerEpoch: null, body: CANDIDATES });
    await settled();
    expect(polite.connection.remoteDescription?.sdp).not.toContain("198.51.100.7");
    expect(polite.connection.added).toEqual([]);
    polite.link.release();
    await settled();
    expect(polite.connection.added.map(({ candidate }) => candidate)).toEqual([
      "candidate:1 1 udp 1 198.51.100.7 9 typ host",
      CANDIDATE.candidate,
    ]);
  });

  test("no track is attached before release", async () => {
    const pair = new LinkPair({ held: true });
    await pair.settle();
    const camera = new FakeTrack("video", "camera");
    pair.polite.link.send({ microphone: null, camera: asTrack(camera), screen: null }, 1);
    expect(pair.polite.connection.transceivers[1]?.sender.track).toBeNull();
    pair.polite.link.release();
    expect(pair.polite.connection.transceivers[1]?.sender.track).toBe(camera);
  });

  test("a device that never got the offer asks for it on release", async () => {
    const polite = new LinkEnd({ polite: true, held: true });
    polite.link.release();
    expect(kinds(await polite.said())).toEqual(["ready"]);
  });
});

describe("epochs", () => {
  test("a reload on the polite side gets a new offer from a new connection", async () => {
    const pair = new LinkPair();
    await pair.connect();
    const reloaded = new LinkEnd({ polite: true, seed: 50 });
    reloaded.link.askForOffer();
    for (const signal of await reloaded.said()) pair.impolite.link.receive(signal);
    for (const signal of await pair.impolite.said()) reloaded.link.receive(signal);
    for (const signal of await reloaded.said()) pair.impolite.link.receive(signal);
    await settled();
    expect(pair.impolite.environment.connections.map(({ closed }) => closed)).toEqual([true, false]);
    expect(pair.impolite.connection.signalingState).toBe("stable");
    expect(reloaded.connection.signalingState).toBe("stable");
  });

  test("a reload on the impolite side makes the polite one begin again", async () => {
    const pair = new LinkPair();
    await pair.connect();
    const reloaded = new LinkEnd({ polite: false, seed: 50 });
    for (const signal of await reloaded.said()) pair.polite.link.receive(signal);
    for (const signal of await pair.polite.said()) reloaded.link.receive(signal);
    await settled();
    expect(pair.polite.environment.connections.map(({ closed }) => closed)).toEqual([true, false]);
    expect(reloaded.connection.signalingState).toBe("stable");
  });

  test("what was meant for the connection before, or comes from it, is dropped", async () => {
    const pair = new LinkPair();
    const [offer] = await pair.impolite.said();
    if (offer === undefined) throw new Error("no offer");
    pair.polite.link.receive(offer);
    await settled();
    pair.polite.link.receive({ epoch: "e_new", peerEpoch: null, body: OFFER });
    await settled();
    const { connections } = pair.polite.environment;
    expect(connections).toHaveLength(2);
    pair.polite.link.receive(offer);
    pair.polite.link.receive({ epoch: "e_other", peerEpoch: "e_nobody", body: OFFER });
    await settled();
    expect(connections).toHaveLength(2);
  });
});

test("the camera keeps its size for a second and a half of a connection", async () => {
  const pair = new LinkPair();
  await pair.connect();
  const preference = () => pair.impolite.connection.transceivers[1]?.sender.parameters.degradationPreference;
  await pair.impolite.environment.clock.advance(1_400);
  expect(preference()).toBe("maintain-resolution");
  await pair.impolite.environment.clock.advance(100);
  expect(preference()).toBe("maintain-framerate");
});

test("parameters that were read before a description was applied are read again", async () => {
  const { connection } = new LinkEnd({ polite: false });
  const senders = connection.transceivers.map(({ sender }) => sender);
  for (const sender of senders) sender.descriptionComesBetween = true;
  await settled();
  expect(senders.map(({ parameters }) => parameters.degradationPreference)).toEqual([undefined, "maintain-resolution", "maintain-resolution"]);
  for (const { parameters } of senders) expect(parameters.encodings[0]?.maxBitrate).toBeGreaterThan(0);
});

test("a long way that loses packets holds both pictures back, and leaves the sound to the browser, which keeps it in step", async () => {
  const { impolite } = await connected();
  const lossy = { ...readStats("u_bob", new Map(), 0, null).stats, receiveLoss: 0.05, roundTripMs: 200 };
  const targets = (): (number | null)[] => impolite.connection.transceivers.map(({ receiver }) => receiver.jitterBufferTarget);
  impolite.link.measured({ ...lossy, receiveLoss: 0 }, true);
  expect(targets()).toEqual([null, null, null]);
  impolite.link.measured(lossy, true);
  expect(targets()).toEqual([null, 440, 440]);
});

/** Sound that falters, and of which so many packets come in each of two windows. */
async function falters({ environment: { clock }, connection }: LinkEnd, packets: number): Promise<void> {
  const [microphone] = connection.transceivers;
  if (microphone === undefined) throw new Error("no microphone");
  microphone.heard = clock.now();
  await clock.advance(100);
  // Looked at after 0.1 s, in which nothing is played, and then for 0.3 s.
  for (let window = 1; window <= 3; window += 1) {
    await clock.advance(150);
    microphone.packetsReceived += packets;
  }
}

/** Connected, and the impolite side hears the other one and sends a picture. */
async function seen(): Promise<LinkPair> {
  const pair = await connected();
  pair.impolite.link.expectSound(true);
  pair.impolite.link.send({ ...NO_TRACKS, camera: asTrack(new FakeTrack("video", "camera")) }, 1);
  return pair;
}

/** The other side says something of the link. */
function hears({ connection }: LinkEnd, message: LinkMessage): void {
  connection.channels[1]?.receive(encodeLinkMessage(message));
}

test("a flood takes the picture away, and sound that comes again as a whole does not", async () => {
  const { impolite } = await seen();
  await falters(impolite, 8);
  expect(impolite.link.pictureHeldBy.me).toBe(false);
  await falters(impolite, 3);
  expect(impolite.link.pictureHeldBy.me).toBe(true);
});

test("each small size begins another stream, unless nothing has been sent, and the large ones have the usual codec", async () => {
  const { impolite } = await seen();
  const camera = impolite.connection.transceivers[1]?.sender;
  const second = async (kbps: number): Promise<void> => {
    impolite.link.measured({ ...readStats("u_bob", new Map(), 0, null).stats, availableSendBitrate: kbps * 1_000 }, true);
    await settled();
  };
  const codecs = async (seconds: number, kbps: number): Promise<string[]> => {
    for (let count = 0; count < seconds; count++) await second(kbps);
    const sizes = (camera?.chosen.splice(0) ?? []).map((codec) => codec?.replace("video/", "") ?? "");
    return sizes.filter((codec, index) => codec !== sizes[index - 1]);
  };
  await codecs(4, 3_000);
  hears(impolite, { type: "link.flooded", receivedBps: 90_000 });
  // None, and the smallest a second or two later.
  expect(await codecs(6, 60)).toEqual(["H264"]);
  // The whole one, and 320 pixels.
  expect(await codecs(30, 3_000)).toEqual(["VP8"]);
  hears(impolite, { type: "link.flooded", receivedBps: 200_000 });
  expect(await codecs(1, 100)).toEqual(["H264"]);
  // The smallest.
  expect(await codecs(3, 30)).toEqual(["AV1"]);
});

test("the end of an outage is no flood, whichever side takes it for one", async () => {
  const { impolite } = await seen();
  await falters(impolite, 8);
  await impolite.environment.clock.advance(1_500);
  await falters(impolite, 3);
  hears(impolite, { type: "link.flooded", receivedBps: 90_000 });
  expect(impolite.link.pictureHeldBy.me).toBe(false);
  await impolite.environment.clock.advance(4_000);
  hears(impolite, { type: "link.flooded", receivedBps: 90_000 });
  expect(impolite.link.pictureHeldBy.me).toBe(true);
});
