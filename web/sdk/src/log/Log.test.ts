import { expect, test } from "vitest";
import { FakeClock } from "../testing/FakeClock.ts";
import { Log } from "./Log.ts";

test("keeps the last 500 lines", () => {
  const log = new Log(new FakeClock());
  for (let line = 1; line <= 501; line += 1) log.info(`line ${line}`);
  expect(log.lines).toHaveLength(500);
  expect(log.lines[0]?.text).toBe("line 2");
});

test("tells each line with its time and level until nobody listens", () => {
  const clock = new FakeClock();
  const log = new Log(clock);
  const seen: object[] = [];
  const stop = log.onLine((line) => seen.push(line));
  log.warning("lost");
  stop();
  log.error("gone");
  expect(seen).toEqual([{ time: clock.now(), level: "warning", text: "lost" }]);
});
