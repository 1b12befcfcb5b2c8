import { beforeEach, expect, test } from "vitest";
import { TestEnvironment } from "../testing/TestEnvironment.ts";
import { Connection } from "./Connection.ts";

let environment: TestEnvironment;
let connection: Connection;
let closes: (number | null)[];
let received: string[];
let reasons: string[];
let lateness: string[];

beforeEach(() => {
  environment = new TestEnvironment();
  closes = [];
  received = [];
  reasons = [];
  lateness = [];
  connection = new Connection(environment, "ws://server/ws", 4_000, {
    opened: () => undefined,
    received: ({ type }) => received.push(type),
    late: () => lateness.push("late"),
    answered: () => lateness.push("answered"),
    closed: (code) => closes.push(code),
    undecodable: (reason) => reasons.push(reason),
  });
});

const pongs = (): void => {
  const { socket } = environment;
  for (const _ping of socket.of("ping").slice(socket.of("pong").length)) socket.receive({ type: "pong" });
};

test("gives up a socket that does not open within four seconds", async () => {
  await environment.clock.advance(3_999);
  expect(closes).toEqual([]);
  await environment.clock.advance(1);
  expect(closes).toEqual([null]);
  expect(environment.socket.closed).toBe(true);
});

test("pings every four seconds and stays while the server answers", async () => {
  environment.socket.open();
  for (let seconds = 0; seconds < 60; seconds += 1) {
    await environment.clock.advance(1_000);
    environment.socket.receive({ type: "pong" });
  }
  expect(environment.socket.of("ping")).toHaveLength(15);
  expect(closes).toEqual([]);
});

test("takes a socket for dead that has been silent for eight seconds", async () => {
  environment.socket.open();
  await environment.clock.advance(50);
  environment.socket.receive({ type: "pong" });
  await environment.clock.advance(7_999);
  expect(closes).toEqual([]);
  await environment.clock.advance(2_000);
  expect(closes).toEqual([null]);
});

test("any frame counts as life", async () => {
  environment.socket.open();
  for (let seconds = 0; seconds < 30; seconds += 3) {
    await environment.clock.advance(3_000);
    environment.socket.receive({ type: "people.changed", seq: 1, online: [], offline: [] });
  }
  expect(closes).toEqual([]);
});

test("a hidden page whose timers come a minute late does not drop a living socket", async () => {
  environment.socket.open();
  await environment.clock.sleep(60_000);
  expect(closes).toEqual([]);
  expect(environment.socket.of("ping")).toHaveLength(1);
  pongs();
  await environment.clock.sleep(60_000);
  expect(closes).toEqual([]);
});

test("answers the server's ping", () => {
  environment.socket.open();
  environment.socket.receive({ type: "ping" });
  expect(environment.socket.frames).toEqual([{ type: "pong" }]);
  expect(received).toEqual([]);
});

test("a probe without an answer ends the connection within two seconds", async () => {
  environment.socket.open();
  connection.probe();
  await environment.clock.advance(1_500);
  expect([closes, lateness]).toEqual([[null], ["late"]]);
});

test("an answer that is late is told, and that it has come", async () => {
  environment.socket.open();
  connection.probe();
  await environment.clock.advance(400);
  pongs();
  pongs();
  await environment.clock.advance(3_000);
  expect([closes, lateness]).toEqual([[], ["late", "answered"]]);
});

test("a probe with an answer changes nothing", async () => {
  environment.socket.open();
  connection.probe();
  await environment.clock.advance(300);
  pongs();
  await environment.clock.advance(3_000);
  expect([closes, lateness]).toEqual([[], []]);
});

test("a message that is not understood is told and does no harm", () => {
  environment.socket.open();
  environment.socket.receive("{");
  environment.socket.receive({ type: "history.seen", seq: 1, missed: 0 });
  expect(reasons).toEqual(["message must be JSON"]);
  expect(received).toEqual(["notification"]);
});

test("once closed it leaves no timer behind", () => {
  environment.socket.open();
  connection.close();
  expect(environment.clock.idle).toBe(true);
  expect(closes).toEqual([]);
});
