import { beforeEach, expect, test } from "vitest";
import { codeOf } from "../errors/errors.ts";
import { settled } from "../testing/FakeClock.ts";
import { CANDIDATE, OFFER_SDP, SERVER_NOW, view } from "../testing/messages.ts";
import { kinds, TestClient } from "../testing/TestClient.ts";

let ann: TestClient;

const OFFER = { description: { type: "offer", sdp: OFFER_SDP } };

beforeEach(async () => {
  ann = new TestClient();
  await ann.connect();
});

/** Bob calls; his offer and a candidate come before Ann answers. */
async function ring(): Promise<void> {
  await ann.state(view({ caller: "bob", callee: "invited" }));
  await ann.signal(OFFER);
  await ann.signal({ candidates: [CANDIDATE] });
}

const joinedView = (version = 3) => view({ caller: "bob", callee: "joined", version });

test("rings, and tells the caller", async () => {
  await ann.state(view({ caller: "bob", callee: "invited" }));
  expect(ann.call).toMatchObject({ phase: "ringing", direction: "incoming", media: "video" });
  expect(kinds(await ann.said())).toEqual(["call.ring"]);
});

test("before accept nothing leaves but the ring, and no device opens, however long it rings", async () => {
  await ring();
  ann.environment.connection.gather("192.0.2.1");
  await ann.environment.clock.advance(44_000);
  expect(ann.takeSaid()).toEqual([expect.objectContaining({ type: "call.ring" })]);
  expect(ann.environment.connection.signalingState).toBe("stable");
  expect(ann.environment.connection.added).toEqual([]);
  expect(ann.environment.media.requests).toEqual([]);
});

test("on accept the acceptance, the answer and what was gathered leave together, before any reply", async () => {
  await ring();
  ann.environment.connection.gather("192.0.2.1");
  await ann.said();
  ann.environment.media.prompt = new Promise(() => undefined);
  void ann.client.accept("video");
  const said = ann.takeSaid();
  expect(kinds(said)).toEqual(["call.accept", "signal answer"]);
  expect(JSON.stringify(said[1])).toContain("192.0.2.1");
  expect(said[1]).toMatchObject({ call: "c_1", to: "u_bob", peerEpoch: "e_bob" });
  await settled();
  expect(ann.environment.connection.added).toHaveLength(2);
  expect(ann.call.phase).toBe("connecting");
});

test("the camera opens beside the connection and its track is put in when it comes", async () => {
  await ring();
  void ann.client.accept("video");
  await ann.answer("call.accept", { call: joinedView() });
  const [microphone, camera] = ann.environment.connection.transceivers;
  expect(camera?.sender.track?.deviceId).toBe("default-camera");
  expect(microphone?.sender.track?.deviceId).toBe("default-microphone");
});

test("accepting with audio only never opens the camera", async () => {
  await ring();
  void ann.client.accept("audio");
  await ann.answer("call.accept", { call: joinedView() });
  expect(ann.environment.media.requests).toEqual([{ audio: true, video: false }]);
  expect(ann.environment.socket.last("call.accept")["tracks"]).toEqual({ audio: true, camera: false, screen: false });
});

test("a callee without a camera still has a call", async () => {
  ann.environment.media.refuse = () => "NotFoundError";
  await ring();
  void ann.client.accept("video");
  await ann.answer("call.accept", { call: joinedView() });
  ann.environment.connection.become("connected");
  expect(ann.call.phase).toBe("active");
  expect(ann.call.participants[0]?.stream).not.toBeNull();
  expect(ann.environment.socket.last("call.tracks")["tracks"]).toEqual({ audio: false, camera: false, screen: false });
});

test("an acceptance that comes too late is thrown away quietly", async () => {
  await ring();
  const accepted = ann.client.accept("video");
  await ann.refuse("call.accept", "answered-elsewhere");
  await expect(accepted).resolves.toBeUndefined();
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "answered-elsewhere" });
  expect(ann.environment.connection.closed).toBe(true);
  expect(ann.environment.media.live).toEqual([]);
});

test("an acceptance that fails is told", async () => {
  await ring();
  const accepted = ann.client.accept("video").catch(codeOf);
  await ann.refuse("call.accept", "internal");
  expect(await accepted).toBe("internal");
  expect(ann.call.phase).toBe("ended");
});

test("when another device of ours answers, this one goes quiet", async () => {
  await ring();
  await ann.said();
  await ann.state(view({ caller: "bob", callee: "joined", version: 3, you: { here: false } }));
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "answered-elsewhere" });
  expect(await ann.said()).toEqual([]);
});

test("going offline while it rings declines nothing: another device may answer", async () => {
  await ring();
  await ann.said();
  ann.client.stop();
  expect(ann.takeSaid()).toEqual([]);
  expect(ann.client.state.call).toBeNull();
});

test("when the caller gives up, it stops ringing", async () => {
  await ring();
  await ann.state(view({ caller: "bob", callee: "left", version: 3, endedAt: SERVER_NOW, endReason: "cancelled", you: { state: "left", here: false } }));
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "cancelled" });
  expect(ann.environment.connection.closed).toBe(true);
});

test("declining ends at once and is told", async () => {
  await ring();
  await ann.said();
  void ann.client.decline();
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "declined" });
  expect(kinds(await ann.said())).toEqual(["call.decline"]);
});

test("a view that comes after the end does not make it ring again", async () => {
  await ring();
  void ann.client.decline();
  ann.client.dismiss();
  await ann.state(view({ caller: "bob", callee: "ringing", version: 2 }));
  expect(ann.client.state.call).toBeNull();
});

test("a device that comes online while it rings asks for the offer on accept", async () => {
  const late = new TestClient();
  late.client.start();
  await settled();
  await late.welcome({ call: view({ caller: "bob", callee: "ringing" }) });
  await late.said();
  void late.client.accept("video");
  expect(kinds(late.takeSaid())).toEqual(["call.accept", "signal ready"]);
});

test("ringing again after a short loss of the socket is still the same call", async () => {
  await ring();
  ann.environment.socket.drop();
  await ann.environment.clock.advance(1_000);
  await ann.resume();
  expect(ann.call.phase).toBe("ringing");
  ann.takeSaid();
  void ann.client.accept("video");
  expect(kinds(ann.takeSaid())).toEqual(["call.accept", "signal answer"]);
});

test("a caller who reloads while it rings is answered on the new connection", async () => {
  await ring();
  await ann.signal({ ...OFFER, epoch: "e_reloaded" });
  expect(ann.environment.connections.map(({ closed }) => closed)).toEqual([true, false]);
  ann.takeSaid();
  void ann.client.accept("video");
  expect(ann.takeSaid().at(-1)).toMatchObject({ peerEpoch: "e_reloaded", description: { type: "answer" } });
  await settled();
  expect(ann.environment.connection.added).toHaveLength(1);
});

test("a stranger's signal, or one of another call, is not heard", async () => {
  await ann.state(view({ caller: "bob", callee: "invited" }));
  await ann.signal(OFFER, "u_mallory");
  await ann.signal(OFFER, "u_bob", "c_other");
  expect(ann.environment.connections).toEqual([]);
});
