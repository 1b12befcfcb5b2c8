import { expect, test } from "vitest";
import { messageText } from "./messageText.ts";

test.each([
  ["  Hello \n\n", "  Hello"],
  ["a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ["a\u0000\u001b[31mb\u007f\u0085", "a[31mb"],
  ["a\tb", "a\tb"],
  ["小明 👩‍💻", "小明 👩‍💻"],
  ["<b>&amp;", "<b>&amp;"],
  [" \n ", ""],
])("%j is sent as %j", (written, sent) => {
  expect(messageText(written)).toBe(sent);
});
