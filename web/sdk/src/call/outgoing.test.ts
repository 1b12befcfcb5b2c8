import { beforeEach, expect, test } from "vitest";
import { codeOf } from "../errors/errors.ts";
import { settled } from "../testing/FakeClock.ts";
import { CANDIDATE, linkView, OFFER_SDP, SERVER_NOW, view } from "../testing/messages.ts";
import { kinds, TestClient } from "../testing/TestClient.ts";

let ann: TestClient;

beforeEach(async () => {
  ann = new TestClient();
  await ann.connect();
});

const answerInvite = (fields: Parameters<typeof view>[0] = {}): Promise<void> =>
  ann.answer("call.invite", { call: view({ id: ann.placed, callee: "invited", ...fields }) });

test("the offer leaves right behind the invitation, waiting neither for the camera nor for an answer", async () => {
  ann.environment.media.prompt = new Promise(() => undefined);
  void ann.client.invite("u_bob", "video");
  expect(ann.call).toMatchObject({ phase: "calling", direction: "outgoing" });
  expect(ann.call.participants[0]?.user.name).toBe("Bob");
  const said = await ann.said();
  expect(kinds(said)).toEqual(["call.invite", "signal offer"]);
  expect(said[0]).toMatchObject({ to: "u_bob", media: "video", tracks: { audio: true, camera: true, screen: false } });
  expect(said[1]).toMatchObject({ call: said[0]?.["call"], to: "u_bob", peerEpoch: null });
});

test("the call's id has the form that the protocol asks for", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  expect(ann.placed).toMatch(/^c_[A-Za-z0-9_-]{22}$/);
});

test("goes from calling over ringing and connecting to active", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  await answerInvite();
  expect(ann.call.phase).toBe("calling");
  await ann.state(view({ id: ann.placed, version: 2, callee: "ringing" }));
  expect(ann.call.phase).toBe("ringing");
  await ann.state(view({ id: ann.placed, version: 3, callee: "joined" }));
  expect(ann.call.phase).toBe("connecting");
  ann.environment.connection.become("connected");
  expect(ann.call.phase).toBe("active");
});

test("views that come late change nothing", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  await ann.state(view({ id: ann.placed, version: 2, callee: "joined" }));
  await answerInvite({ version: 1 });
  expect(ann.call.phase).toBe("connecting");
});

test("what could not be opened is told, once the browser has decided", async () => {
  ann.environment.media.refuse = ({ video }) => (video ? "NotFoundError" : null);
  void ann.client.invite("u_bob", "video");
  await settled();
  await answerInvite();
  const said = await ann.said();
  expect(said.filter(({ type }) => type === "call.tracks").map(({ tracks }) => tracks)).toEqual([
    { audio: true, camera: false, screen: false },
  ]);
  expect(ann.call.phase).toBe("calling");
  expect(ann.client.state.local.camera.error).toBe("not-found");
});

test("muting and the camera are told once each", async () => {
  await ann.talk();
  await ann.client.setMicrophone(false);
  await ann.client.setCamera(false);
  expect((await ann.said()).map(({ tracks }) => tracks)).toEqual([
    { audio: false, camera: true, screen: false },
    { audio: false, camera: false, screen: false },
  ]);
});

test.each(["busy", "unreachable"] as const)("a callee who is %s ends it with the answer", async (reason) => {
  void ann.client.invite("u_bob", "video");
  await settled();
  await answerInvite({ callee: "left", endedAt: SERVER_NOW, endReason: reason, you: { state: "left", here: false } });
  expect(ann.call).toMatchObject({ phase: "ended", endReason: reason });
  expect(ann.environment.media.live).toEqual([]);
  expect(ann.environment.connection.closed).toBe(true);
});

test("an invitation that the server refuses ends and says why", async () => {
  const invited = ann.client.invite("u_bob", "video").catch(codeOf);
  await settled();
  await ann.refuse("call.invite", "name-required");
  expect(await invited).toBe("name-required");
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "failed" });
});

test("hanging up before an answer cancels, at once", async () => {
  void ann.client.invite("u_bob", "video");
  await settled();
  await answerInvite();
  void ann.client.hangUp();
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "cancelled" });
  expect(ann.environment.media.live).toEqual([]);
  expect(kinds(await ann.said())).toContain("call.hang-up");
});

test("hanging up while offline ends at once, is delivered later, and is not taken back by the server's view", async () => {
  await ann.talk();
  ann.environment.socket.drop();
  void ann.client.hangUp();
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "hung-up" });
  expect(await ann.said()).toEqual([]);
  await ann.environment.clock.advance(1_000);
  await ann.resume();
  await ann.state(view({ id: ann.call.id, version: 9, callee: "joined" }));
  expect(kinds(await ann.said())).toEqual(["hello", "call.hang-up"]);
  expect(ann.call.phase).toBe("ended");
});

test("an invitation given up before it left never rings", async () => {
  ann.environment.socket.drop();
  void ann.client.invite("u_bob", "video");
  void ann.client.hangUp();
  await ann.environment.clock.advance(1_000);
  await ann.resume();
  expect(kinds(await ann.said())).toEqual(["hello", "call.hang-up"]);
});

test("after the end another call can be made", async () => {
  await ann.talk();
  const first = ann.call.id;
  await ann.state(view({ id: first, version: 9, callee: "left", endedAt: SERVER_NOW, endReason: "hung-up", you: { state: "left", here: false } }));
  expect(ann.call.endReason).toBe("hung-up");
  expect(ann.environment.media.live).toEqual([]);
  ann.client.dismiss();
  expect(ann.client.state.call).toBeNull();
  void ann.client.invite("u_bob", "video");
  await settled();
  expect(ann.call.phase).toBe("calling");
  expect(ann.call.id).not.toBe(first);
});

test("a second call beside the first is refused", async () => {
  await ann.talk();
  expect(await ann.client.invite("u_cy", "video").catch(codeOf)).toBe("already-in-call");
});

test("going offline leaves the call, and tells", async () => {
  await ann.talk();
  ann.client.stop();
  expect(kinds(ann.takeSaid())).toEqual(["call.hang-up"]);
  expect(ann.client.state).toMatchObject({ signaling: "offline", call: null, people: [] });
  expect(ann.environment.media.live).toEqual([]);
  expect(ann.environment.network.listeners).toBe(0);
  await settled();
  expect(ann.environment.clock.idle).toBe(true);
});

test("when another window takes the device over, this one's camera goes off", async () => {
  await ann.talk();
  ann.environment.socket.drop(4001);
  expect(ann.client.state.signaling).toBe("replaced");
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "replaced" });
  expect(ann.environment.media.live).toEqual([]);
});

test("a reload comes back into the call with a new connection, asking nobody", async () => {
  await ann.talk();
  const { id } = ann.call;
  const again = ann.reloaded();
  again.client.start();
  await settled();
  await again.welcome({ call: view({ id, version: 7, callee: "joined" }) });
  expect(again.environment.socket.last("hello")).toMatchObject({ device: "d_1" });
  expect(again.call.phase).toBe("connecting");
  expect(again.environment.media.live).toHaveLength(2);
  expect(kinds(await again.said())).toEqual(["hello", "signal offer"]);
});

test("a reload after hanging up does not lead back into the call", async () => {
  await ann.talk();
  const { id } = ann.call;
  ann.environment.socket.drop();
  void ann.client.hangUp();
  const again = ann.reloaded();
  again.client.start();
  await settled();
  await again.welcome({ call: view({ id, version: 7, callee: "joined" }) });
  expect(again.client.state.call).toBeNull();
  expect(kinds(await again.said())).toContain("call.hang-up");
  expect(again.environment.media.requests).toEqual([]);
});

test("a hang-up that was still undelivered when the client stopped is told when it comes back", async () => {
  await ann.talk();
  const { id } = ann.call;
  ann.environment.socket.drop();
  ann.client.stop();
  await settled();
  const again = ann.reloaded();
  again.client.start();
  await settled();
  await again.welcome({ call: view({ id, version: 7, callee: "joined" }) });
  expect(again.client.state.call).toBeNull();
  expect(kinds(await again.said())).toContain("call.hang-up");
});

test("somebody who joins a call of a link gets our offer; we wait for those who were there before", async () => {
  const joined = ann.client.joinLink("l_1", "video");
  await settled();
  await ann.answer("link.join", { call: linkView("bob", "ann") });
  await joined;
  expect(kinds(await ann.said())).toEqual(["link.join"]);
  expect(ann.call).toMatchObject({ direction: "link", phase: "connecting" });
  await ann.state({ ...linkView("bob", "ann", "cy"), version: 2 });
  const said = await ann.said();
  expect(kinds(said)).toEqual(["signal offer"]);
  expect(said[0]).toMatchObject({ to: "u_cy" });
});

/** The page after one whose person hung up the call of a link while nothing went through. */
async function leftWithoutAnswer(): Promise<typeof ann> {
  const joined = ann.client.joinLink("l_1", "audio");
  await settled();
  await ann.answer("link.join", { call: linkView("bob", "ann") });
  await joined;
  ann.environment.socket.drop();
  ann.client.hangUp();
  await settled();
  const page = ann.reloaded();
  page.client.start();
  await settled();
  return page;
}

/** The page is loaded again, and goes on in the call. */
async function expectToStay(page: typeof ann, call: ReturnType<typeof linkView>): Promise<void> {
  page.environment.socket.drop();
  const next = page.reloaded();
  next.client.start();
  await settled();
  await next.welcome({ call });
  expect(next.client.state.call).toMatchObject({ id: call.id, phase: "connecting" });
  expect(kinds(await next.said())).not.toContain("call.hang-up");
}

test("who joins again the call of a link that was left without an answer stays in it when the page is loaded again", async () => {
  const page = await leftWithoutAnswer();
  await page.welcome();
  const again = page.client.joinLink("l_1", "audio");
  await settled();
  const call = { ...linkView("bob", "ann"), version: 5 };
  await page.answer("link.join", { call });
  await again;
  await expectToStay(page, { ...call, version: 6 });
});

test("a new invitation into a call that was left without an answer rings, and whoever takes it stays in when the page is loaded again", async () => {
  const page = await leftWithoutAnswer();
  const call = linkView("bob", "ann");
  const invited = {
    ...call,
    version: 7,
    you: { ...call.you, state: "invited" as const, here: false },
    participants: call.participants.map((one) => (one.user.id === call.you.user ? { ...one, state: "invited" as const } : one)),
  };
  await page.welcome({ call: invited });
  expect(page.call.phase).toBe("ringing");
  const accepted = page.client.accept("audio");
  await settled();
  await page.answer("call.accept", { call: { ...call, version: 8 } });
  await accepted;
  expect(kinds(await page.said())).not.toContain("call.hang-up");
  await expectToStay(page, { ...call, version: 9 });
});

test("an offer that overtakes the answer to our join is not lost", async () => {
  const joined = ann.client.joinLink("l_1", "video");
  await settled();
  await ann.signal({ description: { type: "offer", sdp: OFFER_SDP } });
  await ann.signal({ candidates: [CANDIDATE] });
  await ann.answer("link.join", { call: linkView("bob", "ann") });
  await joined;
  expect(kinds(await ann.said())).toEqual(["link.join", "signal answer"]);
  expect(ann.environment.connection.added).toEqual([CANDIDATE]);
});

test("a link that is full says so and leaves no call behind", async () => {
  const joined = ann.client.joinLink("l_1", "video").catch(codeOf);
  await settled();
  await ann.refuse("link.join", "call-full");
  expect(await joined).toBe("call-full");
  expect(ann.client.state.call).toBeNull();
  expect(ann.environment.media.requests).toEqual([]);
});

test("the log holds no address, description or secret", async () => {
  await ann.talk();
  ann.environment.connection.gather("198.51.100.7");
  ann.environment.connection.become("failed");
  await ann.said();
  const text = JSON.stringify(ann.log);
  expect(ann.log.length).toBeGreaterThan(3);
  expect(text).not.toMatch(/198\.51|candidate:|v=0|m=audio/);
  expect(text).not.toContain(ann.client.exportIdentity());
});
