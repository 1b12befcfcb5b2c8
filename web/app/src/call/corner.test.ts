import { expect, test } from "vitest";
import { cornerAfterKey, nearestCorner } from "./corner.ts";

test.each([
  [10, 10, "top-left"],
  [90, 10, "top-right"],
  [10, 90, "bottom-left"],
  [90, 90, "bottom-right"],
  [-20, 400, "bottom-left"],
] as const)("dropped at %i, %i of 100 x 100 the picture snaps to %s", (x, y, corner) => {
  expect(nearestCorner(x, y, 100, 100)).toBe(corner);
});

test("arrow keys move along one side", () => {
  expect(cornerAfterKey("bottom-right", "ArrowLeft")).toBe("bottom-left");
  expect(cornerAfterKey("bottom-left", "ArrowUp")).toBe("top-left");
  expect(cornerAfterKey("top-left", "ArrowUp")).toBe("top-left");
});

test("other keys do not move it", () => {
  expect(cornerAfterKey("top-left", "m")).toBeNull();
});
