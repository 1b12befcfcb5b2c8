import { expect, test } from "vitest";
import { hasNews } from "./hasNews.ts";

const call = (unread: number, id = "c_1") => ({ id, chat: { messages: [], unread } });

test.each([
  ["one more is news", call(1), call(0), true],
  ["what has been read is not", call(0), call(1), false],
  ["a message of our own is not", call(1), call(1), false],
  ["what was there before the page was loaded is not", call(3), null, false],
  ["another call's chat is not", call(3), call(0, "c_2"), false],
  ["after the call there is none", null, call(1), false],
] as const)("%s", (_name, now, before, expected) => {
  expect(hasNews(now, before)).toBe(expected);
});
