import { expect, test } from "vitest";
import { clientMessages, golden, serverMessages } from "../testing/golden.ts";
import { helloFrame } from "./hello.ts";
import { PendingRequests } from "./PendingRequests.ts";
import type { Requests, RequestType } from "./requests.ts";
import { results } from "./requests.ts";
import { decodeServerMessage } from "./serverMessages.ts";
import { decodeSignal, encodeSignal } from "./Signal.ts";

test.each([...serverMessages.keys()])("reads %s", (name) => {
  const message = golden(serverMessages, name);
  const decoded = decodeServerMessage(JSON.stringify(message));
  switch (decoded.type) {
    case "welcome":
      expect(message).toMatchObject(withoutAbsent(decoded.welcome));
      break;
    case "error":
      expect(message).toMatchObject(withoutAbsent(decoded.failure));
      break;
    case "notification": {
      const { notification } = decoded;
      expect(message).toMatchObject(
        notification.type === "call.signal"
          ? { call: notification.call, from: notification.from, ...encodeSignal(notification.signal) }
          : withoutAbsent(notification),
      );
      break;
    }
    case "result": {
      const type = Object.keys(results).find((each) => name.startsWith(`result.${each}`)) ?? "call.ring";
      expect(message).toMatchObject(withoutAbsent(results[type as RequestType](decoded.body, "") as object));
      break;
    }
    case "ping":
    case "pong":
      expect(message).toEqual({ type: decoded.type });
      break;
    case "unknown":
      throw new Error(`${name} is not known`);
  }
});

const IDENTITY = { secret: "Vw3kq0b8n2JtYfL5sXr7cZ1mHdPgAeUo4iTlNyRvBxE", name: "Ann", listed: true, device: "d_Ptr8QwYzX1aVn5sK0bLmEg", nextCall: "c_Nx7tPq2LkV9wRbY0sMhZdE" };

test("says hello", () => {
  const resume = { token: "3fJqT9uWbN0xCk6Ys2RdMh7ZpVgLa1Ee", seq: 17 };
  expect(helloFrame("1", IDENTITY, resume)).toEqual(golden(clientMessages, "hello"));
});

test("says hello without a name and for the first time", () => {
  const guest = helloFrame("1", { ...IDENTITY, name: null, listed: false, device: null }, null);
  expect(guest).toMatchObject(golden(clientMessages, "hello.without-name"));
  expect(guest).not.toHaveProperty("name");
  expect(guest).not.toHaveProperty("device");
  expect(guest).not.toHaveProperty("resume");
});

const requests = [...clientMessages.keys()].filter((name) => !/^(hello|ping|pong)/.test(name));

test.each(requests)("asks %s", (name) => {
  const { type, id, ...params } = golden(clientMessages, name) as { type: RequestType; id: string };
  const request = new PendingRequests("p").add(type, params as Requests[RequestType]);
  if (!("params" in request)) throw request;
  expect({ type: request.type, id, ...request.params }).toEqual(golden(clientMessages, name));
});

test.each(requests.filter((name) => name.startsWith("call.signal")))("makes the signal of %s", (name) => {
  const { type, id, call, to, ...wire } = golden(clientMessages, name) as Record<string, unknown>;
  expect({ type, id, call, to, ...encodeSignal(decodeSignal(wire, "")) }).toEqual(golden(clientMessages, name));
});

test("every request that the SDK knows has a golden message", () => {
  const types = new Set(requests.map((name) => (golden(clientMessages, name) as { type: string }).type));
  expect([...types].sort()).toEqual(Object.keys(results).sort());
});

/** Optional fields that did not come are undefined in what was decoded, and absent on the wire. */
const withoutAbsent = (value: object): object => JSON.parse(JSON.stringify(value)) as object;
