import { expect, test } from "vitest";
import { settled } from "../testing/FakeClock.ts";
import { linkView, OFFER_SDP, SERVER_NOW, view } from "../testing/messages.ts";
import { kinds, TestClient } from "../testing/TestClient.ts";
import { FRESH_WITHIN_MS } from "../peer/IceServers.ts";

/** Each RTCPeerConnection is made with the credentials of its own call (docs/adr/0104). */

const grant = (call: string) => ({
  iceServers: [{ urls: ["stun:call.example"] }, { urls: ["turn:call.example"], username: `1790000600:${call}`, credential: "c" }],
  iceExpiresAt: SERVER_NOW + 600_000,
  iceCall: call,
});

const call = (client: TestClient): string | undefined =>
  client.environment.connection.configuration.iceServers?.[1]?.username?.replace("1790000600:", "");

const invited = (client: TestClient): string => String(client.environment.socket.last("call.invite")["call"]);

/** Ann, welcomed with credentials for the call that her hello named. */
async function welcomed(): Promise<TestClient> {
  const ann = new TestClient();
  ann.client.start();
  await settled();
  const { socket } = ann.environment;
  socket.open();
  await ann.welcome(grant(String(socket.last("hello")["nextCall"])));
  ann.takeSaid();
  return ann;
}

test("the caller has them at hand and asks for nothing", async () => {
  const ann = await welcomed();
  void ann.client.invite("u_bob", "video");
  expect(kinds(await ann.said())).toEqual(["call.invite", "signal offer"]);
  expect(call(ann)).toBe(invited(ann));
});

test("the callee has them with the invitation, before the offer comes", async () => {
  const ann = await welcomed();
  await ann.notify("ice.servers", grant("c_1"));
  await ann.state(view({ caller: "bob", callee: "invited" }));
  await ann.signal({ description: { type: "offer", sdp: OFFER_SDP } });
  expect(call(ann)).toBe("c_1");
  expect(kinds(await ann.said())).toEqual(["call.ring"]);
});

test("who joins by a link has them before the answer", async () => {
  const ann = await welcomed();
  void ann.client.joinLink("l_1", "video");
  await settled();
  await ann.notify("ice.servers", grant("c_1"));
  await ann.answer("link.join", { call: linkView("bob", "ann") });
  expect(call(ann)).toBe("c_1");
});

test("after a call those for the next one are asked for", async () => {
  const ann = await welcomed();
  void ann.client.invite("u_bob", "video");
  await settled();
  ann.takeSaid();
  ann.client.hangUp();
  await settled();
  expect(kinds(ann.takeSaid())).toEqual(["call.hang-up", "ice.servers"]);
  const next = String(ann.environment.socket.last("ice.servers")["call"]);
  expect(next).not.toBe(invited(ann));
  await ann.answer("ice.servers", grant(next));
  await ann.answer("call.hang-up");
  void ann.client.invite("u_bob", "video");
  await settled();
  expect(invited(ann)).toBe(next);
  expect(call(ann)).toBe(next);
});

test.each([
  ["comes", async (ann: TestClient) => ann.answer("ice.servers", grant(invited(ann)))],
  ["is too late", async (ann: TestClient) => ann.environment.clock.advance(FRESH_WITHIN_MS)],
])("a call right after another rings at once, and its offer leaves when the answer %s", async (_, answer) => {
  const ann = await welcomed();
  void ann.client.invite("u_bob", "video");
  await settled();
  ann.takeSaid();
  ann.client.hangUp();
  void ann.client.invite("u_bob", "video");
  await settled();
  expect(ann.environment.connections).toHaveLength(1);
  expect(kinds(ann.takeSaid())).toEqual(["call.hang-up", "call.invite", "ice.servers"]);
  await answer(ann);
  expect(ann.environment.connections).toHaveLength(2);
  expect(kinds(await ann.said())).toContain("signal offer");
});

test("a call that was given up while it waited for them opens nothing", async () => {
  const ann = await welcomed();
  void ann.client.invite("u_bob", "video");
  await settled();
  ann.client.hangUp();
  void ann.client.invite("u_bob", "video");
  ann.client.hangUp();
  await ann.environment.clock.advance(FRESH_WITHIN_MS);
  expect(ann.environment.connections).toHaveLength(1);
});
