import { expect, test } from "vitest";
import { settled } from "../testing/FakeClock.ts";
import { TestEnvironment } from "../testing/TestEnvironment.ts";
import type { Ask } from "../signaling/Session.ts";
import { IceServers } from "./IceServers.ts";

const turn = (credential: string) => ({ urls: ["turn:call.example"], username: "u", credential });

function servers(lifetimeMs: number) {
  const { clock } = new TestEnvironment();
  let asked = 0;
  const ask = (async () => {
    asked += 1;
    return { iceServers: [turn(`c${asked}`)], iceExpiresAt: clock.now() + lifetimeMs };
  }) as unknown as Ask;
  const iceServers = new IceServers(clock, ask);
  iceServers.granted({ iceServers: [turn("c0")], iceExpiresAt: clock.now() + lifetimeMs }, 0);
  return { clock, iceServers, asked: () => asked };
}

const credentials = (iceServers: IceServers) => iceServers.current.map(({ credential }) => credential);

test("asks for new credentials a minute before the old ones expire, again and again", async () => {
  const { clock, iceServers } = servers(600_000);
  await clock.advance(539_000);
  expect(credentials(iceServers)).toEqual(["c0"]);
  await clock.advance(2_000);
  expect(credentials(iceServers)).toEqual(["c1"]);
  await clock.advance(540_000);
  expect(credentials(iceServers)).toEqual(["c2"]);
});

test("very short lifetimes do not make it ask all the time", async () => {
  const { clock, asked } = servers(1_000);
  await clock.advance(60_000);
  expect(asked()).toBeLessThanOrEqual(6);
});

test("servers without an end are never asked for again", async () => {
  const { clock, iceServers, asked } = servers(600_000);
  iceServers.granted({ iceServers: [{ urls: ["stun:call.example"], username: undefined, credential: undefined }], iceExpiresAt: null }, 0);
  await clock.advance(3_600_000);
  expect(asked()).toBe(0);
  expect(iceServers.current).toEqual([{ urls: ["stun:call.example"] }]);
});

test("the server's clock may be another one", async () => {
  const { clock, iceServers, asked } = servers(600_000);
  const hourAhead = 3_600_000;
  iceServers.granted({ iceServers: [turn("c0")], iceExpiresAt: clock.now() + hourAhead + 600_000 }, hourAhead);
  await clock.advance(541_000);
  expect(asked()).toBe(1);
});

test("stopped, it leaves no timer behind", async () => {
  const { clock, iceServers } = servers(600_000);
  iceServers.stop();
  await settled();
  expect(clock.idle).toBe(true);
});
