import { describe, expect, test } from "vitest";
import { layoutTiles, tileFor } from "./tiles.ts";

const GAP = 10;

describe("tiles", () => {
  test("one fills the area", () => {
    expect(layoutTiles(1, 1400, 740, GAP)).toEqual({ columns: 1, rows: 1, width: 1400, height: 740 });
  });

  test.each([
    [2, 2, 1],
    [3, 2, 2],
    [4, 2, 2],
    [5, 3, 2],
  ])("%i stand in %i columns and %i rows on a desk", (count, columns, rows) => {
    expect(layoutTiles(count, 1400, 740, GAP)).toMatchObject({ columns, rows });
  });

  test.each([
    [2, 1, 2],
    [4, 1, 4],
  ])("%i stand in %i column and %i rows on a phone", (count, columns, rows) => {
    expect(layoutTiles(count, 374, 690, GAP)).toMatchObject({ columns, rows });
  });

  test.each([2, 3, 4, 5])("%i fit into their area, whatever its shape", (count) => {
    for (const [areaWidth, areaHeight] of [[1400, 740], [374, 690], [900, 300], [320, 320], [2560, 600]] as const) {
      const { columns, rows, width, height } = layoutTiles(count, areaWidth, areaHeight, GAP);
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect(columns * width + (columns - 1) * GAP).toBeLessThanOrEqual(areaWidth);
      expect(rows * height + (rows - 1) * GAP).toBeLessThanOrEqual(areaHeight);
    }
  });

  test("an area without size yet has tiles without size", () => {
    expect(layoutTiles(3, 0, 0, GAP)).toMatchObject({ width: 0, height: 0 });
  });
});

describe("the tile of a picture", () => {
  test("fills a place of about the same shape", () => {
    expect(tileFor(16 / 9, 1400, 740)).toEqual({ width: 1400, height: 740 });
    expect(tileFor(4 / 3, 1400, 787)).toEqual({ width: 1400, height: 787 });
  });

  test("is less high than a phone for a picture from a desk", () => {
    const { width, height } = tileFor(16 / 9, 374, 690);
    expect(width).toBe(374);
    expect(height).toBe(305);
  });

  test("is less wide than a desk for a picture from a phone", () => {
    const { width, height } = tileFor(9 / 16, 1400, 740);
    expect(width).toBe(604);
    expect(height).toBe(740);
  });

  test("fills the place while there is no picture", () => {
    expect(tileFor(null, 374, 690)).toEqual({ width: 374, height: 690 });
    expect(tileFor(16 / 9, 0, 0)).toEqual({ width: 0, height: 0 });
  });
});
