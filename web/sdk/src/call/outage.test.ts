import { beforeEach, expect, test } from "vitest";
import { settled } from "../testing/FakeClock.ts";
import { SERVER_NOW, view } from "../testing/messages.ts";
import { kinds, TestClient } from "../testing/TestClient.ts";

/** What becomes of a call whose picture, socket or session is lost for a while. */

let ann: TestClient;

beforeEach(async () => {
  ann = new TestClient();
  await ann.connect();
});

/** Bob's connection to the server is gone. */
async function bobIsAway(): Promise<void> {
  const participants = view({ callee: "joined" }).participants.map((each) => ({ ...each, awaySince: each.role === "callee" ? SERVER_NOW : null }));
  await ann.state(view({ id: ann.placed, version: 5, callee: "joined", participants }));
}

test("their lost socket is not shown while their picture is there", async () => {
  await ann.talk();
  await bobIsAway();
  expect(ann.call.participants[0]?.awaySince).toBeNull();
  ann.environment.connection.become("disconnected");
  expect(ann.call.participants[0]?.awaySince).not.toBeNull();
});

test("a lost socket does not touch the picture", async () => {
  await ann.talk();
  ann.environment.socket.drop();
  await ann.environment.clock.advance(30_000);
  expect(ann.call.phase).toBe("active");
  expect(ann.environment.connections).toHaveLength(1);
});

test("a lost picture makes it look at the socket, and says since when it is away", async () => {
  await ann.talk();
  const lostAt = ann.environment.clock.now();
  ann.environment.connection.become("disconnected");
  expect(ann.environment.socket.of("ping").length).toBeGreaterThan(0);
  expect(ann.call.phase).toBe("reconnecting");
  expect(ann.call.participants[0]).toMatchObject({ link: "reconnecting", awaySince: lostAt });
  ann.environment.connection.become("connected");
  expect(ann.call.phase).toBe("active");
  expect(ann.call.participants[0]?.awaySince).toBeNull();
});

test("a changed network reopens the socket at once, and restarts ICE when it is there", async () => {
  await ann.talk();
  ann.environment.network.change();
  expect(ann.environment.sockets).toHaveLength(2);
  expect(await ann.said()).toEqual([]);
  await ann.resume();
  expect(kinds(await ann.said())).toEqual(["hello", "signal offer"]);
  expect(ann.environment.connections).toHaveLength(1);
});

test("in an outage of a call the STUN server is asked, and its answer hurries the socket", async () => {
  ann = new TestClient();
  await ann.connect({ iceServers: [{ urls: ["stun:call.example"] }] });
  await ann.talk();
  ann.environment.socket.drop();
  await ann.environment.clock.advance(1_000);
  const hanging = ann.environment.sockets.length;
  const { connection: knock } = ann.environment;
  expect(knock.configuration.iceServers).toEqual([{ urls: ["stun:call.example"] }]);
  knock.gather("192.0.2.1");
  knock.gathered();
  expect(ann.environment.sockets).toHaveLength(hanging + 1);
  expect(knock.closed).toBe(true);
  await ann.resume();
  await ann.environment.clock.advance(10_000);
  expect(ann.environment.connections.filter(({ closed }) => !closed)).toHaveLength(1);
});

test("in an outage of a call the server is asked whether it is there, and its answer hurries the socket", async () => {
  await ann.talk();
  ann.environment.socket.drop();
  await ann.environment.clock.advance(1_000);
  const hanging = ann.environment.sockets.length;
  ann.environment.answers = true;
  await ann.environment.clock.advance(100);
  expect(ann.environment.sockets).toHaveLength(hanging + 1);
  await ann.resume();
  ann.client.stop();
  expect(ann.environment.clock.idle).toBe(true);
});

test("a restart offer that was lost with the socket is sent again after resume", async () => {
  await ann.talk();
  ann.environment.connection.become("failed");
  await settled();
  const [offer] = ann.takeSaid();
  expect(offer).toMatchObject({ type: "call.signal", description: { type: "offer" } });
  ann.environment.socket.drop();
  await ann.environment.clock.advance(1_000);
  await ann.resume();
  expect(await ann.said()).toContainEqual(offer);
});

test("nobody is bothered with restarts while their device is away", async () => {
  await ann.talk();
  await bobIsAway();
  ann.environment.connection.become("failed");
  await ann.environment.clock.advance(3_000);
  expect(kinds(await ann.said())).toEqual([]);
  await ann.state(view({ id: ann.placed, version: 6, callee: "joined" }));
  expect(kinds(await ann.said())).toEqual(["signal offer"]);
});

test("what the welcome after an outage grants is not asked for, and the restart offer goes first", async () => {
  const grant = {
    iceServers: [{ urls: ["turn:call.example"], username: "u", credential: "c" }],
    iceExpiresAt: SERVER_NOW + 600_000,
  };
  ann = new TestClient();
  await ann.connect(grant);
  await ann.talk();
  const iceCall = ann.placed;
  await ann.notify("ice.servers", { ...grant, iceCall });
  ann.environment.socket.drop();
  await ann.environment.clock.advance(6_000);
  ann.environment.network.change();
  ann.takeSaid();
  await ann.resume({ ...grant, iceCall });
  expect(kinds(await ann.said())).toEqual(["hello", "signal offer"]);
});

test.each<[string, (id: string) => Promise<void>]>([
  ["goes on", () => ann.resume()],
  ["is another one", (id) => ann.welcome({ call: view({ id, version: 7, callee: "joined" }) })],
])("an offer that was made while nothing got through is said once, where the session %s", async (_, welcomed) => {
  await ann.talk();
  const { id } = ann.call;
  ann.environment.socket.drop();
  ann.environment.network.change();
  await ann.environment.clock.advance(1_000);
  expect(ann.environment.connection.signalingState).toBe("have-local-offer");
  ann.takeSaid();
  await welcomed(id);
  expect(kinds(await ann.said())).toEqual(["hello", "signal offer"]);
  expect(ann.environment.connections.filter(({ closed }) => !closed)).toHaveLength(1);
});

test("a session that was lost takes the call from the snapshot, and leaves a good picture alone", async () => {
  await ann.talk();
  ann.environment.socket.drop();
  await ann.environment.clock.advance(1_000);
  await ann.welcome({ call: view({ id: ann.call.id, version: 7, callee: "joined" }) });
  expect(ann.call.phase).toBe("active");
  expect(ann.environment.connections).toHaveLength(1);
  expect(kinds(await ann.said())).toEqual(["hello"]);
  await ann.environment.clock.advance(3_000);
  expect(kinds(await ann.said())).toEqual(["history.list"]);
});

test("a call that the server has lost is over", async () => {
  await ann.talk();
  ann.environment.socket.drop();
  await ann.environment.clock.advance(1_000);
  await ann.welcome({ call: null });
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "lost" });
});

test("a call that was over when we came back has ended as the list of calls says", async () => {
  await ann.talk();
  ann.environment.socket.drop();
  await ann.environment.clock.advance(1_000);
  const endedAt = ann.environment.clock.now() - 500;
  const bob = { id: "u_bob", name: "Bob" };
  const entry = { call: ann.call.id, media: "video", direction: "outgoing", with: [bob], createdAt: 1, answeredAt: 2, endedAt, reason: "hung-up", missed: false };
  await ann.welcome({ call: null }, [entry]);
  expect(ann.call).toMatchObject({ phase: "ended", endReason: "hung-up", endedAt: ann.client.state.history[0]?.endedAt });
});

test("for whom we hear and the server does not, we vouch three times in its grace", async () => {
  await ann.talk();
  await bobIsAway();
  await ann.environment.clock.advance(29_000);
  expect(await ann.said()).toMatchObject(Array(3).fill({ type: "call.hears", call: ann.placed, from: "u_bob" }));
  ann.environment.connection.become("disconnected");
  await ann.environment.clock.advance(29_000);
  expect(kinds(await ann.said())).toEqual([]);
  ann.environment.connection.become("connected");
  await ann.state(view({ id: ann.placed, version: 6, callee: "joined" }));
  await ann.environment.clock.advance(29_000);
  expect(ann.environment.socket.of("call.hears")).toHaveLength(3);
});
