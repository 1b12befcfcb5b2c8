import { beforeEach, expect, test } from "vitest";
import { codeOf } from "../errors/errors.ts";
import { settled } from "../testing/FakeClock.ts";
import { CANDIDATE, linkView, OFFER_SDP, SERVER_NOW, view } from "../testing/messages.ts";
import { kinds, TestClient } from "../testing/TestClient.ts";
import type { CallView } from "../signaling/views.ts";
import { DEVICES_WITHIN_MS } from "./Calls.ts";

/** Ann is in a call with Bob on one of her devices and goes on with it on another (docs/adr/0007). */

type Fields = Parameters<typeof view>[0];

/** The call as a device sees it that does not have it. */
const there = (fields: Fields = {}): CallView => view({ callee: "joined", version: 5, ...fields, you: { state: "joined", here: false } });
const here = (fields: Fields = {}): CallView => view({ callee: "joined", version: 6, ...fields, you: { state: "joined", here: true } });

const sending = (shown: CallView, tracks: Partial<CallView["participants"][number]["tracks"]>): CallView => ({
  ...shown,
  participants: shown.participants.map((each) => (each.user.id === "u_ann" ? { ...each, tracks: { ...each.tracks, ...tracks } } : each)),
});

let ann: TestClient;

beforeEach(async () => {
  ann = new TestClient();
  await ann.connect();
});

async function take(shown: CallView): Promise<void> {
  await ann.state(shown);
  ann.client.takeCall().catch(() => undefined);
  await settled();
}

async function taken(shown = there(), then = here()): Promise<void> {
  await take(shown);
  await ann.answer("call.take", { call: then });
}

test("the call on another device is shown, and follows what happens there", async () => {
  await ann.state(there());
  expect(ann.client.state.call).toBeNull();
  expect(ann.client.state.elsewhere).toMatchObject({ id: "c_1", with: [{ name: "Bob" }], awaySince: null });
  const away = there({ version: 6 });
  await ann.state({ ...away, participants: away.participants.map((each) => ({ ...each, awaySince: each.user.id === "u_ann" ? SERVER_NOW : null })) });
  expect(ann.client.state.elsewhere?.awaySince).toBe(ann.environment.clock.now());
  await ann.state(there({ version: 7, endedAt: SERVER_NOW, endReason: "hung-up" }));
  expect(ann.client.state).toMatchObject({ call: null, elsewhere: null });
});

test("a device that comes online is shown it at once", async () => {
  const late = new TestClient();
  await late.connect({ call: there() });
  expect(late.client.state.elsewhere?.id).toBe("c_1");
  expect(kinds(late.takeSaid())).toEqual([]);
});

test("the devices open first, then the call is taken as it was seen, then the links begin", async () => {
  await take(there());
  expect(ann.environment.media.requests).toEqual([{ audio: true, video: true }]);
  expect(ann.call.phase).toBe("connecting");
  expect(ann.client.state.elsewhere).toBeNull();
  expect(await ann.said()).toMatchObject([{ type: "call.take", call: "c_1", version: 5, tracks: { audio: true, camera: true, screen: false } }]);
  expect(ann.environment.connections).toEqual([]);

  await ann.answer("call.take", { call: here() });
  expect(kinds(await ann.said())).toEqual(["signal offer"]);
  expect(ann.environment.connection.transceivers[1]?.sender.track).not.toBeNull();
});

test("who was called asks for the offer, as the polite one that they have been", async () => {
  await taken(there({ caller: "bob" }), here({ caller: "bob" }));
  expect(kinds(await ann.said())).toEqual(["call.take", "signal ready"]);
});

test("each of the others in a call of a link gets a link", async () => {
  const shown = linkView("bob", "ann", "cy");
  await taken({ ...shown, version: 5, you: { ...shown.you, here: false } }, { ...shown, version: 6 });
  const signals = (await ann.said()).filter(({ type }) => type === "call.signal");
  expect(signals.map(({ to }) => to)).toEqual(["u_bob", "u_cy"]);
  expect(kinds(signals)).toEqual(["signal ready", "signal offer"]);
});

test("muted stays muted, a camera that is off stays off, and a screen is not shown again", async () => {
  await taken(sending(there(), { audio: false, camera: false, screen: true }), sending(here(), { audio: false, camera: false }));
  expect(ann.environment.media.requests).toEqual([{ audio: true, video: false }]);
  expect(ann.environment.media.live.map(({ enabled }) => enabled)).toEqual([false]);
  expect(ann.environment.socket.last("call.take")["tracks"]).toEqual({ audio: false, camera: false, screen: false });
  expect(ann.environment.socket.of("call.tracks")).toEqual([]);
});

test("a call that still rings on the other side moves, and rings on", async () => {
  await taken(there({ callee: "ringing" }), here({ callee: "ringing" }));
  expect(ann.call).toMatchObject({ phase: "ringing", direction: "outgoing" });
  expect(kinds(await ann.said())).toEqual(["call.take", "signal offer"]);
});

test("a person who is asked for the camera longer than that is in the call meanwhile", async () => {
  let allow = (): void => undefined;
  ann.environment.media.prompt = new Promise((resolve) => (allow = resolve));
  await take(there());
  await ann.environment.clock.advance(DEVICES_WITHIN_MS - 1);
  expect(ann.takeSaid()).toEqual([]);
  await ann.environment.clock.advance(1);
  await ann.answer("call.take", { call: here() });
  expect(kinds(await ann.said())).toEqual(["call.take", "signal offer"]);
  allow();
  await settled();
  expect(ann.environment.connection.transceivers[1]?.sender.track).not.toBeNull();
});

test("without a camera the call comes without a picture, and the others are told", async () => {
  ann.environment.media.refuse = ({ video }) => (video ? "NotFoundError" : null);
  await taken();
  expect(ann.client.state.local.camera.error).toBe("not-found");
  expect((await ann.said()).filter(({ type }) => type !== "call.signal")).toMatchObject([
    { type: "call.take" },
    { type: "call.tracks", tracks: { audio: true, camera: false, screen: false } },
  ]);
});

test("what was said to the other device is not for this one", async () => {
  await take(there({ caller: "bob" }));
  await ann.signal({ description: { type: "offer", sdp: OFFER_SDP }, peerEpoch: "e_other_device" });
  await ann.signal({ candidates: [CANDIDATE] });
  expect(ann.environment.connections).toEqual([]);
  await ann.answer("call.take", { call: here({ caller: "bob" }) });
  expect(kinds(await ann.said())).toEqual(["call.take", "signal ready"]);
});

test("a take that comes too late is refused, and the call stays where it is", async () => {
  await ann.state(there());
  const refusal = ann.client.takeCall().catch(codeOf);
  await settled();
  await ann.refuse("call.take", "moved-elsewhere");
  await expect(refusal).resolves.toBe("moved-elsewhere");
  expect(ann.client.state).toMatchObject({ call: null, elsewhere: { id: "c_1" } });
  expect(ann.environment.media.live).toEqual([]);
});

test("a call that ends while it is taken has ended", async () => {
  await ann.state(there());
  const take = ann.client.takeCall();
  await settled();
  await ann.state(view({ callee: "left", version: 6, endedAt: SERVER_NOW, endReason: "hung-up", you: { state: "left", here: false } }));
  await ann.refuse("call.take", "call-ended");
  await expect(take).resolves.toBeUndefined();
  expect(ann.client.state).toMatchObject({ call: { phase: "ended", endReason: "hung-up" }, elsewhere: null });
  expect(ann.environment.media.live).toEqual([]);
});

test("a call that moved on before the answer came is not half here", async () => {
  await take(there());
  await ann.state(there({ version: 7 }));
  await ann.answer("call.take", { call: here({ version: 6 }) });
  expect(ann.client.state).toMatchObject({ call: { phase: "ended", endReason: "replaced" }, elsewhere: { id: "c_1" } });
  expect(ann.environment.connections).toEqual([]);
});

test("the device that it left goes quiet, has it as the call elsewhere, and takes it back", async () => {
  await taken();
  await ann.said();
  const before = ann.environment.connection;
  await ann.state(there({ version: 7 }));
  expect(ann.client.state).toMatchObject({ call: { phase: "ended", endReason: "replaced" }, elsewhere: { id: "c_1" } });
  expect(ann.environment.media.live).toEqual([]);
  expect(before.closed).toBe(true);
  expect(kinds(await ann.said())).toEqual([]);

  ann.client.takeCall().catch(() => undefined);
  await settled();
  await ann.answer("call.take", { call: here({ version: 8 }) });
  expect(await ann.said()).toMatchObject([{ type: "call.take", version: 7 }, { type: "call.signal", peerEpoch: null }]);
  expect(ann.call.phase).toBe("connecting");
});

test("a device that was out of reach while its call moved learns it from the snapshot", async () => {
  await taken();
  ann.environment.socket.drop();
  await ann.environment.clock.advance(1_000);
  await ann.welcome({ call: there({ version: 7 }) });
  expect(ann.client.state).toMatchObject({ call: { phase: "ended", endReason: "replaced" }, elsewhere: { id: "c_1" } });
});

test("what moved away and ended there cannot be taken back", async () => {
  await taken();
  await ann.state(there({ version: 7 }));
  await ann.state(there({ version: 8, endedAt: SERVER_NOW, endReason: "hung-up" }));
  expect(ann.client.state).toMatchObject({ call: { phase: "ended", endReason: "replaced" }, elsewhere: null });
});

test("what is told late of a call that has ended does not bring it back", async () => {
  await ann.state(there({ version: 8, endedAt: SERVER_NOW, endReason: "hung-up" }));
  await ann.state(there({ version: 7 }));
  expect(ann.client.state.elsewhere).toBeNull();
  await ann.state(view({ id: "c_2", caller: "bob", callee: "left", version: 3, endedAt: SERVER_NOW, endReason: "cancelled", you: { here: false } }));
  await ann.state(view({ id: "c_2", caller: "bob", callee: "ringing", version: 2 }));
  expect(ann.client.state.call).toBeNull();
});

test("nobody can be called from here meanwhile", async () => {
  await ann.state(there());
  await expect(ann.client.invite("u_bob", "audio").catch(codeOf)).resolves.toBe("already-in-call");
  expect(ann.client.state.call).toBeNull();
});

test("without a call elsewhere there is nothing to take", async () => {
  await expect(ann.client.takeCall().catch(codeOf)).resolves.toBe("no-call");
});
