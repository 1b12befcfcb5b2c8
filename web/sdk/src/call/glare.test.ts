import { beforeEach, expect, test } from "vitest";
import { settled } from "../testing/FakeClock.ts";
import { OFFER_SDP, view } from "../testing/messages.ts";
import { kinds, TestClient } from "../testing/TestClient.ts";

/** Ann and Bob call each other at once; the server was reached by Bob first, so Ann's invitation accepts his. */

let ann: TestClient;

beforeEach(async () => {
  ann = new TestClient();
  await ann.connect();
});

const OFFER = { description: { type: "offer", sdp: OFFER_SDP } };

test("the other's offer stands, and our answer was ready before the server decided", async () => {
  const invited = ann.client.invite("u_bob", "video");
  await settled();
  const own = ann.environment.connection;
  await ann.state(view({ caller: "bob", callee: "invited" }));
  await ann.signal(OFFER);
  expect(ann.call.phase).toBe("calling");
  expect(kinds(await ann.said())).toEqual(["call.invite", "signal offer"]);

  await ann.answer("call.invite", { call: view({ caller: "bob", callee: "joined", version: 2 }) });
  await invited;
  expect(own.closed).toBe(true);
  expect(ann.call).toMatchObject({ id: "c_1", direction: "incoming", phase: "connecting" });
  expect(kinds(await ann.said())).toEqual(["signal answer"]);
  expect(ann.environment.media.requests).toHaveLength(1);
  expect(ann.environment.connection.transceivers[1]?.sender.track).not.toBeNull();
});

test("the answer of the server may come before the other's offer", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  await ann.said();
  await ann.answer("call.invite", { call: view({ caller: "bob", callee: "joined", version: 2 }) });
  await ann.signal(OFFER);
  expect(kinds(await ann.said())).toEqual(["signal ready", "signal answer"]);
});

test("an offer that overtakes everything else is kept", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  await ann.signal(OFFER);
  await ann.said();
  await ann.answer("call.invite", { call: view({ caller: "bob", callee: "joined", version: 2 }) });
  expect(kinds(await ann.said())).toContain("signal answer");
});

test("when the other one wanted sound only, no camera goes out", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  await ann.state(view({ caller: "bob", callee: "invited", media: "audio" }));
  await ann.signal(OFFER);
  await ann.answer("call.invite", { call: view({ caller: "bob", callee: "joined", version: 2, media: "audio" }) });
  expect(ann.environment.media.live.map(({ kind }) => kind)).toEqual(["audio"]);
  expect(ann.environment.connection.transceivers[1]?.sender.track).toBeNull();
  expect(ann.environment.socket.last("call.tracks")["tracks"]).toEqual({ audio: true, camera: false, screen: false });
});

test("when our own call became one of sound only, our camera goes off", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  const id = String(ann.environment.socket.last("call.invite")["call"]);
  await ann.state(view({ id, callee: "invited" }));
  await ann.state(view({ id, version: 2, callee: "joined", media: "audio" }));
  expect(ann.environment.media.live.map(({ kind }) => kind)).toEqual(["audio"]);
});

test("calling somebody who is calling us is accepting", async () => {
  await ann.state(view({ caller: "bob", callee: "invited" }));
  await ann.signal(OFFER);
  await ann.said();
  void ann.client.invite("u_bob", "audio");
  expect(kinds(ann.takeSaid())).toEqual(["call.accept", "signal answer"]);
  await settled();
  expect(ann.environment.media.requests).toEqual([{ audio: true, video: false }]);
});

test("hanging up before the server has decided ends the call that it made of both", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  void ann.client.hangUp();
  await ann.answer("call.invite", { call: view({ caller: "bob", callee: "joined", version: 2 }) });
  const hangUps = (await ann.said()).filter(({ type }) => type === "call.hang-up").map(({ call }) => call);
  expect(hangUps).toContain("c_1");
  expect(ann.environment.media.live).toEqual([]);
});
