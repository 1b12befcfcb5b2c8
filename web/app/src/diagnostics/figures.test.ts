import { expect, test } from "vitest";
import { codecs, resolution, route } from "./figures.ts";
import { reportOf } from "./report.ts";

test("a picture is its size and its rate", () => {
  expect(resolution(1280, 720, 29.7)).toBe("1280 × 720, 30/s");
  expect(resolution(640, 360, null)).toBe("640 × 360");
  expect(resolution(null, null, 30)).toBeNull();
  expect(resolution(0, 0, 0)).toBeNull();
});

test("a relayed route tells how the relay is reached", () => {
  expect(route({ route: { local: "relay", remote: "srflx", protocol: "udp", relayProtocol: "tls" } })).toBe("relay (tls) ↔ srflx, udp");
  expect(route({ route: { local: "host", remote: "relay", protocol: "udp", relayProtocol: null } })).toBe("host ↔ relay, udp");
  expect(route({ route: { local: "host", remote: "host", protocol: "udp", relayProtocol: null } })).toBe("host ↔ host, udp");
  expect(route({ route: null })).toBeNull();
});

test("only known codecs are named", () => {
  expect(codecs({ videoCodec: null, audioCodec: "opus" })).toBe("opus");
  expect(codecs({ videoCodec: null, audioCodec: null })).toBeNull();
});

test("the report has the browser, and each line of the log with its time", () => {
  const report = reportOf([{ time: 0, level: "error", text: "camera: NotReadableError" }], new Map(), "Browser/1");
  expect(report).toContain("Browser/1");
  expect(report).toContain("1970-01-01T00:00:00.000Z error   camera: NotReadableError");
});
