import { expect, test } from "vitest";
import { initials, tintOf } from "./initials.ts";

test.each([
  ["Ann", "A"],
  ["tom becker", "TB"],
  ["林小雨", "林"],
  ["👩‍🚀 Zoë", "👩‍🚀Z"],
  ["  ", ""],
])("%s becomes %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test("the tint depends on the id only and is one of six", () => {
  expect(tintOf("u_1")).toBe(tintOf("u_1"));
  for (let number = 0; number < 100; number++) expect([0, 1, 2, 3, 4, 5]).toContain(tintOf(`u_${number}`));
});
