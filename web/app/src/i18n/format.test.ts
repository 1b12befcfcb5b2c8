import { afterEach, describe, expect, test } from "vitest";
import { formatBitrate, formatDuration, formatMoment, formatNames, pluralForm } from "./format.ts";
import { language } from "./language.ts";

afterEach(() => {
  language.value = "en";
});

test.each([
  [0, "0:00"],
  [7_400, "0:07"],
  [61_000, "1:01"],
  [751_000, "12:31"],
  [3_723_000, "1:02:03"],
  [-5_000, "0:00"],
])("%i ms are %s", (durationMs, expected) => {
  expect(formatDuration(durationMs)).toBe(expected);
});

test.each([
  [340_400, "340 kbit/s"],
  [2_449_000, "2.4 Mbit/s"],
])("%i bit/s are %s", (bitsPerSecond, expected) => {
  expect(formatBitrate(bitsPerSecond)).toBe(expected);
});

describe("a moment", () => {
  const now = new Date(2026, 10, 21, 18, 0).getTime();

  test("of today is a time", () => {
    expect(formatMoment(new Date(2026, 10, 21, 9, 5).getTime(), now)).toMatch(/^0?9:05/);
  });

  test("of this week has the day of the week", () => {
    expect(formatMoment(new Date(2026, 10, 18, 9, 5).getTime(), now)).toMatch(/Wed/);
  });

  test("before that is a date", () => {
    expect(formatMoment(new Date(2026, 9, 2, 9, 5).getTime(), now)).toBe("Oct 2");
  });
});

test("names are listed as the language does it", () => {
  expect(formatNames(["Ann", "Bob"])).toBe("Ann and Bob");
  language.value = "zh";
  expect(formatNames(["Ann", "Bob"])).toBe("Ann和Bob");
});

test("Chinese has one plural form", () => {
  expect(pluralForm(1)).toBe("one");
  language.value = "zh";
  expect(pluralForm(1)).toBe("other");
});
