import { describe, expect, test } from "vitest";
import { PictureFit } from "./PictureFit.ts";

/** What becomes of a picture, reading for reading, with runs of the same left out. */
function course(fit: PictureFit, ...readings: readonly (readonly [count: number, kbps: number, sound?: "broken"])[]): readonly string[] {
  const sizes: string[] = [];
  for (const [count, kbps, sound] of readings) {
    for (let second = 0; second < count; second++) {
      // An estimate moves.
      fit.reading(kbps * 1000 + (second % 2), sound === "broken");
      if (sizes.at(-1) !== fit.fit) sizes.push(fit.fit);
    }
  }
  return sizes;
}

const settled = (): PictureFit => {
  const fit = new PictureFit();
  course(fit, [30, 2_000]);
  return fit;
};

/** For how many readings it is given up. */
function rest(fit: PictureFit): number {
  let readings = 0;
  for (; fit.fit === "none"; readings++) fit.reading(60_000 + (readings % 2), false);
  return readings;
}

describe("a picture", () => {
  test("says nothing while the congestion control looks for its bitrate", () => {
    expect(course(new PictureFit(), [4, 30], [20, 2_000])).toEqual(["full"]);
  });

  test.each([
    [[1, 200], "full"],
    [[2, 200], "medium"],
    [[2, 126], "small"],
    [[1, 120], "small"],
    [[1, 40], "tiny"],
  ] as const)("of a link that now carries %j is %s", (reading, size) => {
    expect(course(settled(), reading).at(-1)).toBe(size);
  });

  test("that shrank shrinks on at once where that was not enough", () => {
    expect(course(settled(), [1, 120], [2, 60])).toEqual(["small", "tiny"]);
  });

  test("is given up where the smallest breaks the sound, and tried again after a time that doubles", () => {
    const fit = settled();
    expect(course(fit, [1, 50], [3, 60, "broken"])).toEqual(["tiny", "none"]);
    const rests = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      const readings = rest(fit);
      expect(course(fit, [3 + 2, 60, "broken"], [1, 60, "broken"])).toEqual(["tiny", "none"]);
      return readings;
    });
    expect(rests).toEqual([10, 20, 40, 80, 160, 320, 320, 320]);
  });

  test("is given up where the link carries hardly the sound, whether or not that is broken", () => {
    expect(course(settled(), [1, 30], [3, 20])).toEqual(["tiny", "none"]);
  });

  test("stays, however small, beside a sound that is whole", () => {
    expect(course(settled(), [1, 50], [60, 30])).toEqual(["tiny"]);
    expect(course(settled(), [1, 50], [1, 50, "broken"], [2, 50], [2, 50, "broken"], [30, 50])).toEqual(["tiny"]);
  });

  test("is not what breaks the sound on a link with room for more", () => {
    expect(course(settled(), [60, 600, "broken"])).toEqual(["full"]);
  });

  test("that may be what breaks the sound becomes one size smaller", () => {
    expect(course(settled(), [2, 400, "broken"], [2, 200, "broken"], [2, 100, "broken"])).toEqual(["full", "medium", "small", "tiny"]);
  });

  test("is too large where nothing tells any more what there is room for", () => {
    const fit = settled();
    course(fit, [1, 100]);
    expect(fit.fit).toBe("small");
    const same = (count: number, bps: number): string => {
      for (let second = 0; second < count; second++) fit.reading(bps, false);
      return fit.fit;
    };
    expect(same(5, 99_123)).toBe("small");
    expect(same(1, 99_123)).toBe("tiny");
    expect(same(5, 48_123)).toBe("tiny");
    expect(same(1, 48_123)).toBe("none");
  });

  test("that has lasted is tried again soon", () => {
    const fit = settled();
    course(fit, [1, 50], [3, 60, "broken"]);
    rest(fit);
    course(fit, [3 + 20, 50], [3, 50, "broken"]);
    expect(rest(fit)).toBe(10);
  });

  test("becomes larger step by step, each when the one before has let the congestion control find room", () => {
    const fit = settled();
    course(fit, [1, 40]);
    expect(course(fit, [14, 61], [9, 230], [9, 460])).toEqual(["tiny", "small", "medium", "full"]);
  });

  test("takes no step in between where the browser has measured room for the whole", () => {
    const fit = settled();
    course(fit, [1, 40]);
    expect(course(fit, [14, 90], [9, 3_000])).toEqual(["tiny", "small", "full"]);
  });

  test("does not grow on a link that is just full, where the estimate climbs and falls", () => {
    const fit = settled();
    course(fit, [1, 40]);
    expect(course(fit, [10, 100], [1, 45], [10, 100], [1, 45], [13, 100], [1, 45])).toEqual(["tiny"]);
  });

  test("that fell back soon after it grew waits longer before it grows again", () => {
    const fit = settled();
    course(fit, [2, 200], [5, 500]);
    expect(fit.fit).toBe("full");
    course(fit, [4, 500], [2, 200]);
    expect(fit.fit).toBe("medium");
    expect(course(fit, [9, 500])).toEqual(["medium"]);
    expect(course(fit, [1, 500])).toEqual(["full"]);
  });

  test("of a link that is flooded rests for more than a second, and begins anew with the smallest", () => {
    const fit = settled();
    fit.flooded(90_000);
    expect(course(fit, [14, 90], [6, 3_000])).toEqual(["none", "tiny", "full"]);
  });

  test("is small at once where enough for that comes through, and what it finds on the link says nothing of it for a second", () => {
    const fit = settled();
    fit.flooded(280_000);
    fit.flooded(90_000);
    expect(course(fit, [1, 300])).toEqual(["small"]);
    fit.flooded(280_000);
    expect(course(fit, [2, 90])).toEqual(["none", "tiny"]);
  });

  test("may flood a link from its first moment on, unless it is the smallest", () => {
    const fit = new PictureFit();
    fit.settle();
    fit.flooded(90_000);
    expect(course(fit, [2, 60])).toEqual(["none", "tiny"]);
    fit.flooded(90_000);
    expect(fit.fit).toBe("tiny");
  });

  test("that has just become larger may flood the link at once", () => {
    const fit = settled();
    course(fit, [2, 200], [5, 500]);
    expect(fit.fit).toBe("full");
    fit.flooded(90_000);
    expect(fit.fit).toBe("none");
  });

  test("of another route is not judged by its first seconds", () => {
    const fit = settled();
    fit.settle();
    expect(course(fit, [4, 40], [20, 2_000])).toEqual(["full"]);
  });
});
