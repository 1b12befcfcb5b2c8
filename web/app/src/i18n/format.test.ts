import { afterEach, describe, expect, test } from "vitest";
import { formatAmount, formatBitrate, formatBytes, formatDuration, formatMoment, formatNames, formatTimeLeft, pluralForm } from "./format.ts";
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

test.each([
  [0, "0 B"],
  [812, "812 B"],
  [2_300, "2.3 kB"],
  [99_940, "99.9 kB"],
  [99_960, "100 kB"],
  [999_960, "1 MB"],
  [12_340_000, "12.3 MB"],
  [94_000_000_000, "94 GB"],
])("%i bytes are %s", (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected);
});

test("what is done is told in the unit of the whole", () => {
  expect(formatAmount(12_340_000, 200_000_000)).toEqual({ done: "12.3", total: "200 MB" });
  expect(formatAmount(900, 4_700_000_000)).toEqual({ done: "0", total: "4.7 GB" });
});

test.each([
  [0, "1 s", "1 秒"],
  [23.2, "23 s", "23 秒"],
  [59.6, "1 min", "1 分钟"],
  [240, "4 min", "4 分钟"],
  [3_599, "1 h 0 min", "1 小时 0 分钟"],
  [7_540, "2 h 6 min", "2 小时 6 分钟"],
])("%i seconds left are %s", (seconds, english, chinese) => {
  expect(formatTimeLeft(seconds)).toBe(english);
  language.value = "zh";
  expect(formatTimeLeft(seconds)).toBe(chinese);
});
