import { beforeEach, expect, test } from "vitest";
import type { FakeSocket } from "../testing/FakeSocket.ts";
import { TestEnvironment } from "../testing/TestEnvironment.ts";
import { Line } from "./Line.ts";

let environment: TestEnvironment;
let line: Line;
let events: string[];

beforeEach(() => {
  environment = new TestEnvironment();
  events = [];
  line = new Line(environment, "ws://server/ws", () => 4_000, {
    opened: () => events.push("opened"),
    moved: () => events.push("moved"),
    received: ({ type }) => events.push(type),
    closed: (code) => events.push(`closed ${code}`),
    undecodable: () => events.push("undecodable"),
  });
  line.open();
  environment.socket.open();
  events = [];
});

/** The socket in use owes an answer; the other one is opening. */
async function late(): Promise<{ readonly old: FakeSocket; readonly beside: FakeSocket }> {
  const old = environment.socket;
  line.probe();
  await environment.clock.advance(399);
  expect(environment.sockets).toHaveLength(1);
  await environment.clock.advance(1);
  expect(environment.sockets).toHaveLength(2);
  return { old, beside: environment.socket };
}

test("while an answer is late another socket is opened, which goes on when it is sooner", async () => {
  const { old, beside } = await late();
  expect([events, old.closed]).toEqual([[], false]);
  beside.open();
  expect([events, old.closed]).toEqual([["moved", "opened"], true]);
  line.send({ type: "hello" });
  expect(beside.of("hello")).toHaveLength(1);
});

test("an answer that comes sooner ends the other one, on which nothing was said", async () => {
  const { old, beside } = await late();
  old.receive({ type: "pong" });
  expect([events, old.closed, beside.closed, beside.frames]).toEqual([[], false, true, []]);
  await environment.clock.advance(3_000);
  expect(events).toEqual([]);
});

test("where no answer comes in time, the other one goes on although it is opening still", async () => {
  const { beside } = await late();
  await environment.clock.advance(1_100);
  expect([events, line.openingMs]).toEqual([["moved"], 1_100]);
  beside.open();
  expect(events).toEqual(["moved", "opened"]);
});

test("the other one does not open, and the answer comes after all", async () => {
  const { old, beside } = await late();
  beside.drop();
  old.receive({ type: "pong" });
  await environment.clock.advance(3_000);
  expect([events, old.closed, environment.sockets.length]).toEqual([[], false, 2]);
});

test("a server that ends the one in use is heard, and not asked again beside it", async () => {
  const { old, beside } = await late();
  old.drop(1001);
  expect([events, beside.closed, environment.clock.idle]).toEqual([["closed 1001"], true, true]);
});

test("once closed it leaves neither socket nor timer behind", async () => {
  const { old, beside } = await late();
  line.close();
  expect([events, old.closed, beside.closed, environment.clock.idle]).toEqual([[], true, true, true]);
});
