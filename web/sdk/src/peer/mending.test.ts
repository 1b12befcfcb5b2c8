import { describe, expect, test } from "vitest";
import { settled } from "../testing/FakeClock.ts";
import { kinds, LinkEnd, LinkPair } from "../testing/LinkPair.ts";
import type { Grant } from "./IceServers.ts";
import { FRESH_WITHIN_MS } from "./IceServers.ts";

const grantOf = ({ environment: { clock } }: LinkEnd, credential: string): Grant => ({
  iceServers: [{ urls: ["turn:call.example"], username: "u", credential }],
  iceExpiresAt: clock.now() + 600_000,
  iceCall: "c_1",
});

const credentialOf = ({ connection }: LinkEnd): string | undefined => connection.configuration.iceServers?.[0]?.credential;

/** A while after both were granted credentials. */
async function connectedWithCredentials(): Promise<LinkPair> {
  const pair = new LinkPair({ credential: "first" });
  await pair.connect();
  for (const { environment } of [pair.impolite, pair.polite]) await environment.clock.advance(30_000);
  return pair;
}

/** Restarts, and new connections where they do not help. */
describe("mending", () => {
  test("restarts ICE two seconds after disconnected, with the servers of now", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.impolite.connection.become("disconnected");
    expect(pair.impolite.doubts).toBe(1);
    expect(pair.impolite.link.state).toBe("reconnecting");
    await pair.impolite.environment.clock.advance(2_000);
    expect(kinds(await pair.impolite.said())).toEqual(["offer"]);
    expect(pair.impolite.environment.connections).toHaveLength(1);
  });

  test("has both sides check in a hurry from a restart on, and only from then", async () => {
    const pair = new LinkPair();
    await pair.connect();
    const { impolite, polite } = pair;
    const ofNobody = ({ connection }: LinkEnd): number => connection.added.filter(({ candidate }) => candidate?.endsWith("ufrag nobody")).length;
    expect([ofNobody(impolite), ofNobody(polite)]).toEqual([0, 0]);
    impolite.link.networkChanged();
    for (const signal of await impolite.said()) polite.link.receive(signal);
    await settled();
    expect([ofNobody(impolite), ofNobody(polite)]).toEqual([2, 2]);
  });

  test("restarts where the browser refuses a candidate of nobody", async () => {
    const pair = new LinkPair();
    await pair.connect();
    const { impolite, polite } = pair;
    impolite.connection.refuseCandidates = polite.connection.refuseCandidates = true;
    impolite.link.networkChanged();
    for (const signal of await impolite.said()) polite.link.receive(signal);
    expect(kinds(await polite.said())).toEqual(["answer"]);
  });

  test("asks for fresh credentials before it restarts, and restarts with them", async () => {
    const pair = await connectedWithCredentials();
    const { impolite } = pair;
    let answer: (grant: Grant) => void = () => undefined;
    impolite.iceAnswer = new Promise((resolve) => (answer = resolve));
    impolite.connection.become("failed");
    expect(await impolite.said()).toEqual([]);
    answer(grantOf(impolite, "fresh"));
    expect(kinds(await impolite.said())).toEqual(["offer"]);
    expect(credentialOf(impolite)).toBe("fresh");
    expect(impolite.iceQuestions).toBe(1);
  });

  test("restarts with those that it has when no answer comes in time", async () => {
    const { impolite } = await connectedWithCredentials();
    impolite.connection.become("failed");
    await impolite.environment.clock.advance(FRESH_WITHIN_MS);
    expect(kinds(await impolite.said())).toEqual(["offer"]);
    expect(credentialOf(impolite)).toBe("first");
  });

  test("a restart that both sides want while credentials are on their way is made once", async () => {
    const pair = await connectedWithCredentials();
    const { impolite, polite } = pair;
    polite.iceAnswer = Promise.resolve(grantOf(polite, "fresh"));
    impolite.connection.become("failed");
    polite.link.networkChanged();
    await impolite.environment.clock.advance(FRESH_WITHIN_MS / 2);
    for (const signal of await polite.said()) impolite.link.receive(signal);
    await impolite.environment.clock.advance(FRESH_WITHIN_MS / 2);
    await pair.settle();
    await impolite.environment.clock.advance(FRESH_WITHIN_MS / 2);
    await pair.settle();
    expect(impolite.connection.localDescription?.sdp).toContain("ice:1");
  });

  test("a link that was closed while it waited stays closed", async () => {
    const { impolite } = await connectedWithCredentials();
    impolite.connection.become("failed");
    impolite.link.close();
    await impolite.environment.clock.advance(FRESH_WITHIN_MS);
    expect(await impolite.said()).toEqual([]);
  });

  test("who answers a restart gathers with the credentials of now, too", async () => {
    const pair = await connectedWithCredentials();
    pair.polite.iceServers.granted(grantOf(pair.polite, "renewed meanwhile"));
    expect(credentialOf(pair.polite)).toBe("first");
    pair.impolite.connection.become("failed");
    await pair.impolite.environment.clock.advance(FRESH_WITHIN_MS);
    await pair.settle();
    expect(credentialOf(pair.polite)).toBe("renewed meanwhile");
  });

  test("the polite side asks the other one to restart, with fresh credentials at both", async () => {
    const pair = await connectedWithCredentials();
    for (const end of [pair.impolite, pair.polite]) end.iceAnswer = Promise.resolve(grantOf(end, "fresh"));
    pair.polite.link.networkChanged();
    const [asked, ...more] = await pair.polite.said();
    expect([asked?.body.kind, more]).toEqual(["ready", []]);
    if (asked !== undefined) pair.impolite.link.receive(asked);
    await pair.settle();
    for (const end of [pair.impolite, pair.polite]) {
      expect(end.connection.localDescription?.sdp).toContain("ice:1");
      expect(end.connection.signalingState).toBe("stable");
      expect(credentialOf(end)).toBe("fresh");
    }
  });

  test("both restart at once: one offer is made, and nobody rolls back", async () => {
    const pair = new LinkPair();
    await pair.connect();
    for (const end of [pair.impolite, pair.polite]) {
      end.link.networkChanged();
      await settled();
    }
    await pair.settle();
    for (const { connection } of [pair.impolite, pair.polite]) {
      expect(connection.localDescription?.sdp).toContain("ice:1");
      expect(connection.rollbacks).toBe(0);
      expect(connection.signalingState).toBe("stable");
    }
  });

  test("asked for an offer while it makes one, it does not say the offer before", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.impolite.link.networkChanged();
    pair.polite.link.networkChanged();
    const [asked] = pair.polite.outbox;
    // The event has come, and the offer is not made yet.
    await Promise.resolve();
    if (asked !== undefined) pair.impolite.link.receive(asked);
    expect(pair.impolite.connection.signalingState).toBe("stable");
    const said = await pair.impolite.said();
    expect(kinds(said)).toEqual(["offer"]);
    expect(JSON.stringify(said)).toContain("ice:1");
  });

  test("an unanswered restart offer is said again", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.impolite.connection.become("failed");
    const [lost] = await pair.impolite.said();
    await pair.impolite.environment.clock.advance(2_500);
    expect(await pair.impolite.said()).toEqual([lost]);
  });

  test("the third attempt is a new connection", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.impolite.connection.become("failed");
    await pair.impolite.environment.clock.advance(7_000);
    expect(pair.impolite.environment.connections).toHaveLength(2);
    await pair.settle();
    expect(pair.polite.environment.connections).toHaveLength(2);
    expect(pair.polite.connection.signalingState).toBe("stable");
  });

  test("a polite side that has heard nothing asks for the offer again", async () => {
    const polite = new LinkEnd({ polite: true });
    polite.link.reachable(true);
    await polite.environment.clock.advance(5_000);
    expect(kinds(await polite.said())).toEqual(["ready"]);
  });

  test("a failed negotiation leads to a new connection", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.polite.connection.failNextRemoteDescription = true;
    pair.impolite.link.networkChanged();
    await pair.settle();
    expect(pair.polite.environment.connections).toHaveLength(2);
    expect(pair.polite.connection.signalingState).toBe("stable");
    expect(pair.impolite.connection.signalingState).toBe("stable");
  });

  test("a refused candidate costs nothing but a line in the log", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.polite.connection.refuseCandidates = true;
    pair.impolite.connection.gather("198.51.100.9");
    await pair.settle();
    pair.polite.link.signalsLost();
    expect(await pair.polite.said()).toEqual([]);
    expect(pair.polite.environment.connections).toHaveLength(1);
    expect(pair.polite.log.lines.map(({ level }) => level)).toContain("warning");
  });

  test("lost signals are made good unless the link is settled", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.impolite.link.signalsLost();
    expect(await pair.impolite.said()).toEqual([]);
    pair.impolite.connection.become("disconnected");
    pair.impolite.link.signalsLost();
    expect(kinds(await pair.impolite.said())).toEqual(["offer"]);
  });

  test("before the first connection lost signals are said again", async () => {
    const pair = new LinkPair();
    const [offer] = await pair.impolite.said();
    if (offer === undefined) throw new Error("no offer");
    pair.impolite.link.signalsLost();
    expect(await pair.impolite.said()).toEqual([offer]);
    pair.polite.link.signalsLost();
    expect(kinds(await pair.polite.said())).toEqual(["ready"]);
    pair.polite.link.receive(offer);
    const [answer] = await pair.polite.said();
    pair.polite.link.signalsLost();
    expect(await pair.polite.said()).toEqual([answer]);
  });

  test("closed, it says nothing and leaves no timer behind", async () => {
    const pair = new LinkPair();
    await pair.connect();
    pair.impolite.link.close();
    expect(pair.impolite.connection.closed).toBe(true);
    expect(pair.impolite.environment.clock.idle).toBe(true);
  });
});
