import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../testing/FakeClock.ts";
import { Doorbell } from "./Doorbell.ts";

let clock: FakeClock;
let asked: string[];
let aborted: number;
let answer: () => Promise<boolean>;
let answers: number;
let doorbell: Doorbell;

const REFUSED = (): Promise<boolean> => Promise.reject(new TypeError("refused"));

beforeEach(() => {
  clock = new FakeClock();
  [asked, aborted, answers, answer] = [[], 0, 0, REFUSED];
  doorbell = new Doorbell(
    clock,
    "wss://call.example/base/ws",
    (url, signal) => {
      asked.push(url);
      signal.addEventListener("abort", () => {
        aborted += 1;
      });
      return answer();
    },
    () => {
      answers += 1;
    },
  );
});

test("asks ten times a second beside the socket's address, and once a second after ten of them", async () => {
  doorbell.start();
  doorbell.start();
  await clock.advance(99);
  expect(asked).toEqual([]);
  await clock.advance(1);
  expect(asked).toEqual(["https://call.example/base/healthz"]);
  await clock.advance(9_900);
  expect(asked).toHaveLength(100);
  await clock.advance(10_000);
  expect([asked.length, answers]).toEqual([110, 0]);
});

test("tells of an answer, and then lets the socket open", async () => {
  doorbell.start();
  await clock.advance(500);
  answer = () => Promise.resolve(true);
  await clock.advance(100);
  expect([asked.length, answers]).toEqual([6, 1]);
  await clock.advance(3_999);
  expect(asked).toHaveLength(6);
  await clock.advance(1);
  expect([asked.length, answers]).toEqual([7, 2]);
});

test("an error is no answer", async () => {
  answer = () => Promise.resolve(false);
  doorbell.start();
  await clock.advance(1_000);
  expect([asked.length, answers]).toEqual([10, 0]);
});

test("gives up an ask that hangs", async () => {
  let refuse = (): void => {};
  answer = () =>
    new Promise((_, reject) => {
      refuse = () => reject(new TypeError("aborted"));
    });
  doorbell.start();
  await clock.advance(4_099);
  expect([asked.length, aborted]).toEqual([1, 0]);
  await clock.advance(1);
  refuse();
  answer = REFUSED;
  await clock.advance(100);
  expect([asked.length, aborted]).toEqual([2, 1]);
});

test("stopped, it leaves no ask and no timer behind, and a late answer is for nobody", async () => {
  let say = (_: boolean): void => {};
  answer = () =>
    new Promise((resolve) => {
      say = resolve;
    });
  doorbell.start();
  await clock.advance(100);
  doorbell.stop();
  say(true);
  await clock.advance(0);
  expect([aborted, answers, clock.idle]).toEqual([1, 0, true]);
});
