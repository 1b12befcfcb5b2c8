import { beforeEach, describe, expect, test } from "vitest";
import type { SignalingState } from "../api.ts";
import { codeOf } from "../errors/errors.ts";
import { Log } from "../log/Log.ts";
import { settled } from "../testing/FakeClock.ts";
import { resumed, welcome } from "../testing/messages.ts";
import { TestEnvironment } from "../testing/TestEnvironment.ts";
import type { Welcome } from "./serverMessages.ts";
import { Session } from "./Session.ts";

let environment: TestEnvironment;
let session: Session;
let states: SignalingState[];
let welcomes: Welcome[];
let missed: number[];
let name: string | null;
let greeted: () => void;
let stateChanged: (state: SignalingState) => void;

beforeEach(() => {
  environment = new TestEnvironment();
  states = [];
  welcomes = [];
  missed = [];
  greeted = stateChanged = () => undefined;
  name = "Ann";
  session = new Session(environment, "ws://server/ws", new Log(environment.clock), {
    identity: () => ({ secret: "s", name, listed: true, device: "d_1", nextCall: "c_next" }),
    stateChanged: (state) => {
      states.push(state);
      stateChanged(state);
    },
    greeted: () => greeted(),
    welcomed: (message) => welcomes.push(message),
    notified: (notification) => {
      if (notification.type === "history.seen") missed.push(notification.missed);
    },
    nameRefused: () => {
      name = null;
    },
  });
});

const helloId = (): unknown => environment.socket.last("hello")["id"];
const notify = (seq: number): void => environment.socket.receive({ type: "history.seen", seq, missed: seq });

function connect(): void {
  session.start();
  environment.socket.open();
  environment.socket.receive(welcome({ id: helloId() }));
}

/** Waits for the back-off, and is welcomed back. */
async function reconnect(answer: (id: unknown) => object): Promise<void> {
  await environment.clock.advance(1_000);
  environment.socket.open();
  environment.socket.receive(answer(helloId()));
}

const answerTo = (type: string, body: object = {}): void =>
  environment.socket.receive({ type: "result", id: environment.socket.last(type)["id"], ...body });

test("says hello at once and is connected with the welcome", () => {
  connect();
  expect(environment.socket.frames[0]).toMatchObject({ type: "hello", protocol: 1, device: "d_1", name: "Ann" });
  expect(environment.socket.frames[0]).not.toHaveProperty("resume");
  expect(states).toEqual(["connecting", "connected"]);
});

test("comes back with the token and the last number seen", async () => {
  connect();
  notify(1);
  notify(2);
  environment.socket.drop();
  expect(session.state).toBe("reconnecting");
  await reconnect(resumed);
  expect(environment.socket.last("hello")["resume"]).toEqual({ token: "t1", seq: 2 });
  expect(session.state).toBe("connected");
});

test("takes each replayed notification once and in order", async () => {
  connect();
  notify(1);
  environment.socket.drop();
  await reconnect(resumed);
  for (const seq of [1, 2, 3, 3]) notify(seq);
  expect(missed).toEqual([1, 2, 3]);
});

test("numbering starts again with a new session", async () => {
  connect();
  notify(1);
  notify(2);
  environment.socket.drop();
  await reconnect((id) => welcome({ id }));
  notify(1);
  expect(missed).toEqual([1, 2, 1]);
});

test("a gap makes it ask for a snapshot", () => {
  connect();
  notify(1);
  notify(3);
  environment.socket.open();
  expect(environment.sockets).toHaveLength(2);
  expect(environment.socket.last("hello")).not.toHaveProperty("resume");
  expect(missed).toEqual([1]);
});

test("an unanswered request is sent again under its own id, in order, and answered once", async () => {
  connect();
  const ring = session.ask("call.ring", { call: "c_1" });
  const decline = session.ask("call.decline", { call: "c_1" });
  const before = environment.socket.said.slice(1);
  environment.socket.drop();
  await reconnect(resumed);
  expect(environment.socket.said.slice(1)).toEqual(before);
  answerTo("call.ring");
  answerTo("call.ring");
  answerTo("call.decline");
  await expect(Promise.all([ring, decline])).resolves.toHaveLength(2);
});

test("what is asked while offline leaves with the next welcome", async () => {
  session.start();
  const ring = session.ask("call.ring", { call: "c_1" });
  environment.socket.open();
  expect(environment.socket.of("call.ring")).toHaveLength(0);
  environment.socket.receive(welcome({ id: helloId() }));
  answerTo("call.ring");
  await expect(ring).resolves.toEqual({});
});

test("a new session drops signals, and sends everything else again", async () => {
  connect();
  const signal = session.ask("call.signal", { call: "c_1", to: "u_bob", epoch: "e_1", peerEpoch: null, ready: true });
  const hangUp = session.ask("call.hang-up", { call: "c_1" });
  environment.socket.drop();
  const lost = signal.catch(codeOf);
  await reconnect((id) => welcome({ id }));
  expect(await lost).toBe("session-lost");
  expect(environment.socket.said.map(({ type }) => type)).toEqual(["hello", "call.hang-up"]);
  answerTo("call.hang-up");
  await expect(hangUp).resolves.toEqual({});
});

test("a request given up before it left is never sent", async () => {
  session.start();
  const abort = new AbortController();
  const invite = session.ask("call.ring", { call: "c_1" }, abort.signal).catch(codeOf);
  abort.abort();
  expect(await invite).toBe("aborted");
  environment.socket.open();
  environment.socket.receive(welcome({ id: helloId() }));
  expect(environment.socket.of("call.ring")).toHaveLength(0);
});

test("a request given up after it left is still answered, but not sent again on another connection", async () => {
  connect();
  const abort = new AbortController();
  const answered = session.ask("call.ring", { call: "c_1" }, abort.signal);
  const lost = session.ask("call.decline", { call: "c_1" }, abort.signal).catch(codeOf);
  abort.abort();
  answerTo("call.ring");
  await expect(answered).resolves.toEqual({});
  environment.socket.drop();
  await reconnect(resumed);
  expect(await lost).toBe("aborted");
  expect(environment.socket.said.map(({ type }) => type)).toEqual(["hello"]);
});

test("an error answer rejects with its code", async () => {
  connect();
  const invite = session.ask("call.ring", { call: "c_1" }).catch(codeOf);
  environment.socket.receive({ type: "error", id: environment.socket.last("call.ring")["id"], code: "call-ended", message: "" });
  expect(await invite).toBe("call-ended");
});

test("after rate-limited it is silent for as long as the server says, then asks again under a new id", async () => {
  connect();
  const ring = session.ask("call.ring", { call: "c_1" });
  const { id } = environment.socket.last("call.ring");
  environment.socket.receive({ type: "error", id, code: "rate-limited", message: "", retryAfterMs: 400 });
  const decline = session.ask("call.decline", { call: "c_1" });
  await environment.clock.advance(399);
  expect(environment.socket.of("call.decline")).toHaveLength(0);
  await environment.clock.advance(1);
  expect(environment.socket.of("call.ring")).toHaveLength(2);
  expect(environment.socket.last("call.ring")["id"]).not.toBe(id);
  answerTo("call.ring");
  answerTo("call.decline");
  await expect(Promise.all([ring, decline])).resolves.toHaveLength(2);
});

test("a hello that comes too fast is said again on the same connection when the server's time is over", async () => {
  session.start();
  environment.socket.open();
  const first = helloId();
  const ring = session.ask("call.ring", { call: "c_1" });
  environment.socket.receive({ type: "error", id: first, code: "rate-limited", message: "", retryAfterMs: 700 });
  await environment.clock.advance(699);
  expect(environment.socket.of("hello")).toHaveLength(1);
  await environment.clock.advance(1);
  expect(environment.sockets).toHaveLength(1);
  expect(environment.socket.of("hello")).toHaveLength(2);
  expect(helloId()).not.toBe(first);
  environment.socket.receive(welcome({ id: helloId() }));
  expect(states).toEqual(["connecting", "connected"]);
  answerTo("call.ring");
  await expect(ring).resolves.toEqual({});
});

test("a hello that waits is not said on a connection that has replaced its own", async () => {
  session.start();
  environment.socket.open();
  environment.socket.receive({ type: "error", id: helloId(), code: "rate-limited", message: "", retryAfterMs: 700 });
  session.reopen();
  environment.socket.open();
  environment.socket.receive(welcome({ id: helloId() }));
  await environment.clock.advance(1_000);
  expect(environment.socket.of("hello")).toHaveLength(1);
});

test("a dead socket is noticed and replaced within ten seconds", async () => {
  connect();
  await environment.clock.advance(10_000);
  expect(environment.sockets.length).toBeGreaterThan(1);
  environment.socket.open();
  expect(environment.socket.last("hello")["resume"]).toEqual({ token: "t1", seq: 0 });
});

describe("in a call", () => {
  /** Its connection is lost, and a new one does not open. */
  async function inBlackHole(): Promise<void> {
    connect();
    session.setInCall(true);
    environment.socket.drop();
    await environment.clock.advance(75);
  }

  test("an attempt that hangs is followed by the next one without a pause, and every third may take its time", async () => {
    await inBlackHole();
    const opened = environment.clock.now();
    const times: number[] = [];
    for (let count = environment.sockets.length; times.length < 6; await environment.clock.advance(50)) {
      if (environment.sockets.length > count) times.push(environment.clock.now() - opened);
      count = environment.sockets.length;
    }
    expect(times).toEqual([2_000, 6_000, 8_000, 10_000, 14_000, 16_000]);
  });

  test("an attempt that hangs when the network is back is made anew at once", async () => {
    await inBlackHole();
    await environment.clock.advance(300);
    session.hurry();
    expect(environment.sockets).toHaveLength(3);
  });

  test("an attempt that has just begun is left to open", async () => {
    await inBlackHole();
    await environment.clock.advance(299);
    session.hurry();
    expect(environment.sockets).toHaveLength(2);
  });

  test("where the hurried attempt fails, the next ones come fast again", async () => {
    connect();
    session.setInCall(true);
    for (let failure = 0; failure < 8; failure += 1) {
      environment.socket.drop();
      await environment.clock.advance(1_000);
    }
    const attempts = environment.sockets.length;
    environment.socket.drop();
    session.hurry();
    expect(environment.sockets).toHaveLength(attempts + 1);
    environment.socket.drop();
    await environment.clock.advance(100);
    expect(environment.sockets).toHaveLength(attempts + 2);
  });

  test("a connection that is open is not hurried", async () => {
    connect();
    await environment.clock.advance(1_000);
    session.hurry();
    expect(environment.sockets).toHaveLength(1);
  });
});

test("without a network it waits for one, and looks now and then", async () => {
  connect();
  environment.network.online = false;
  environment.socket.drop();
  await environment.clock.advance(4_999);
  expect(environment.sockets).toHaveLength(1);
  await environment.clock.advance(1);
  expect(environment.sockets).toHaveLength(2);
});

test("a changed network gets a new socket at once", () => {
  connect();
  session.reopen();
  expect(environment.sockets).toHaveLength(2);
  expect(environment.sockets[0]?.closed).toBe(true);
});

test("becoming visible ends the back-off", async () => {
  connect();
  environment.socket.drop();
  expect(environment.sockets).toHaveLength(1);
  session.check();
  expect(environment.sockets).toHaveLength(2);
});

test("becoming visible asks a quiet socket whether it lives", async () => {
  connect();
  session.check();
  expect(environment.socket.of("ping")).toHaveLength(1);
  await environment.clock.advance(3_000);
  expect(environment.sockets.length).toBeGreaterThan(1);
});

test("a socket that owes an answer is left for one that opens, with what was asked on it", async () => {
  connect();
  void session.ask("history.seen", {});
  const [old] = environment.sockets;
  session.check();
  await environment.clock.advance(400);
  expect(states.at(-1)).toBe("connected");
  environment.socket.open();
  expect([old?.closed, states.at(-1)]).toEqual([true, "reconnecting"]);
  environment.socket.receive(resumed(helloId()));
  expect(environment.socket.last("history.seen")["id"]).toBe(old?.last("history.seen")["id"]);
  expect(states.at(-1)).toBe("connected");
});

test.each([
  [1001, 250],
  [1011, 10_000],
  [4008, 10_000],
  [4009, 188],
  [4004, 188],
  [1006, 188],
])("after close code %i it comes back in %i ms", async (code, delayMs) => {
  connect();
  environment.socket.drop(code);
  await environment.clock.advance(delayMs - 1);
  expect(environment.sockets).toHaveLength(1);
  await environment.clock.advance(1);
  expect(environment.sockets).toHaveLength(2);
});

test.each([1003, 1007, 1009, 4002, 4003])("after close code %i it stays away", async (code) => {
  connect();
  environment.socket.drop(code);
  await environment.clock.advance(60_000);
  expect(session.state).toBe("refused");
  expect(environment.sockets).toHaveLength(1);
});

test("a replaced device waits until the person takes it back", async () => {
  connect();
  const waiting = session.ask("call.ring", { call: "c_1" }).catch(codeOf);
  environment.socket.drop(4001);
  await environment.clock.advance(60_000);
  session.reopen();
  expect(session.state).toBe("replaced");
  expect(environment.sockets).toHaveLength(1);
  expect(await waiting).toBe("session-lost");
  session.takeOver();
  expect(environment.sockets).toHaveLength(2);
});

test("a name that the server refuses is left out of the next hello", () => {
  session.start();
  environment.socket.open();
  environment.socket.receive({ type: "error", id: helloId(), code: "name-invalid", message: "" });
  environment.socket.open();
  expect(environment.socket.last("hello")).not.toHaveProperty("name");
});

test("a message that is not understood leads to a snapshot, not to a hole", () => {
  connect();
  environment.socket.receive({ type: "history.seen", seq: 1, missed: "many" });
  notify(2);
  environment.socket.open();
  expect(environment.socket.last("hello")).not.toHaveProperty("resume");
});

test("stop rejects what waits and leaves no timer behind", async () => {
  connect();
  const waiting = session.ask("call.ring", { call: "c_1" }).catch(codeOf);
  session.stop();
  expect(await waiting).toBe("stopped");
  expect(session.state).toBe("offline");
  await settled();
  expect(environment.clock.idle).toBe(true);
});

test("more requests than are kept are refused", async () => {
  session.start();
  const asked = Array.from({ length: 513 }, () => session.ask("call.ring", { call: "c_1" }).catch(codeOf));
  expect(await asked[512]).toBe("too-many-requests");
});

test("what nobody wants any more when the welcome comes is not asked again", async () => {
  connect();
  const over = new AbortController();
  const given = session.ask("history.list", { limit: 1 }, over.signal).catch(codeOf);
  environment.socket.drop();
  greeted = () => over.abort();
  await reconnect(resumed);
  expect(environment.socket.of("history.list")).toHaveLength(0);
  expect(await given).toBe("aborted");
});

test("what the news of the connection makes us ask is asked once, behind what was asked before", async () => {
  connect();
  environment.socket.drop();
  const signal = { call: "c_1", to: "u_bob", epoch: "e_1", peerEpoch: null, ready: true } as const;
  void session.ask("call.signal", signal);
  stateChanged = (state) => {
    if (state === "connected") void session.ask("history.list", { limit: 1 });
  };
  await reconnect(resumed);
  expect(environment.socket.frames.map(({ type }) => type)).toEqual(["hello", "call.signal", "history.list"]);
});

test("a signal that is being said already, word for word, is not said again until it is answered", () => {
  connect();
  const signal = { call: "c_1", to: "u_bob", epoch: "e_1", peerEpoch: null, ready: true } as const;
  void session.ask("call.signal", signal);
  void session.ask("call.signal", { ...signal });
  void session.ask("call.signal", { ...signal, to: "u_cy" });
  expect(environment.socket.of("call.signal")).toHaveLength(2);
  environment.socket.receive({ type: "result", id: environment.socket.of("call.signal")[0]?.["id"] });
  void session.ask("call.signal", signal);
  expect(environment.socket.of("call.signal")).toHaveLength(3);
});
