import { describe, expect, test } from "vitest";
import { en } from "./en.ts";
import { preferredLanguage } from "./language.ts";
import { fill, pieces } from "./template.ts";
import { zh } from "./zh.ts";

const keys = Object.keys(en) as (keyof typeof en)[];

function placeholders(template: string): readonly string[] {
  return pieces(template).flatMap((piece) => ("placeholder" in piece ? [piece.placeholder] : [])).sort();
}

describe("the dictionaries", () => {
  test("have the same keys", () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort());
  });

  test("name the same placeholders in each sentence", () => {
    expect(keys.filter((key) => placeholders(zh[key]).join() !== placeholders(en[key]).join())).toEqual([]);
  });

  test("leave no sentence empty", () => {
    expect(keys.filter((key) => en[key].trim() === "" || zh[key].trim() === "")).toEqual([]);
  });
});

test("a value that looks like a placeholder is not filled in again", () => {
  expect(fill("Call {name}", { name: "{name}" })).toBe("Call {name}");
});

test.each([
  [["zh-TW", "en"], "zh"],
  [["de-DE", "en-GB", "zh"], "en"],
  [["fr"], "en"],
  [[], "en"],
] as const)("of the languages %j the page speaks %s", (tags, expected) => {
  expect(preferredLanguage(tags)).toBe(expected);
});
