import { expect, test } from "vitest";
import { pieces } from "./links.ts";

/** Links in brackets. */
const shown = (message: string): string => pieces(message).map((piece) => ("href" in piece ? `[${piece.text}]` : piece.text)).join("");
const hrefs = (message: string): string[] => pieces(message).flatMap((piece) => ("href" in piece ? [piece.href] : []));

test.each([
  ["no link at all", "no link at all"],
  ["https://example.org", "[https://example.org]"],
  ["See http://example.org/a?b=c&d=e#f, or not.", "See [http://example.org/a?b=c&d=e#f], or not."],
  ["(https://example.org/a_(b)).", "([https://example.org/a_(b)])."],
  ["[https://example.org/]!", "[[https://example.org/]]!"],
  ["https://a.example\nhttps://b.example", "[https://a.example]\n[https://b.example]"],
  ["看这里：https://example.org/路径。谢谢", "看这里：[https://example.org/路径]。谢谢"],
  ["HTTPS://EXAMPLE.ORG/A", "[HTTPS://EXAMPLE.ORG/A]"],
  ["http://[2001:db8::1]:8080/", "[http://[2001:db8::1]:8080/]"],
])("%j shows %j", (message, expected) => {
  expect(shown(message)).toBe(expected);
});

test.each([
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "file:///etc/passwd",
  "ftp://example.org/1",
  "xhttps://example.org",
  "https://",
  "https://:80",
  "https://bank.example@evil.example/",
  "https://user:secret@evil.example/",
  "www.example.org",
])("%j is text", (message) => {
  expect(hrefs(message)).toEqual([]);
});

test("nothing of the message is lost or changed", () => {
  const message = '<a href="https://example.org/x">x</a> https://bank@evil.example \u202ehttps://example.org/\u202dgpj.exe';
  expect(pieces(message).map(({ text }) => text).join("")).toBe(message);
});

test("an address ends where the order of writing would be turned, and at markup", () => {
  expect(hrefs("https://example.org/\u202egpj.exe")).toEqual(["https://example.org/"]);
  expect(hrefs('<a href="https://example.org/x">x</a>')).toEqual(["https://example.org/x"]);
});

test("a name in another script leads where its letters say", () => {
  expect(hrefs("https://аpple.example/")).toEqual(["https://xn--pple-43d.example/"]);
});

test.each(["https://a.b/".repeat(333), `http://${"(".repeat(3990)}`, `https://a.b/${")".repeat(3980)}`, `https://a.b/${".)".repeat(1990)}`])(
  "the longest message is cut, whatever it is made of: %.20s",
  (message) => {
    expect(pieces(message).map(({ text }) => text).join("")).toBe(message);
  },
);
