import { expect, test } from "vitest";
import { deviceAddress, isLocalOnly, routeOf } from "./route.ts";

const secret = "m3Jc0n2o4Ww7p1QkYx9bTz5sVd8eRf6gHh2iLl0uAaE";

test.each([
  ["/", "", { kind: "lobby" }],
  ["/l/GardenParty24", "", { kind: "link", link: "GardenParty24" }],
  ["/l/GardenParty24/", "", { kind: "link", link: "GardenParty24" }],
  ["/l/", "", { kind: "lobby" }],
  ["/l/a%20b", "", { kind: "lobby" }],
  [`/l/${"a".repeat(65)}`, "", { kind: "lobby" }],
  ["/", `#/device/${secret}`, { kind: "device", secret }],
  ["/", "#/device/short", { kind: "lobby" }],
])("%s%s leads to %j", (pathname, hash, expected) => {
  expect(routeOf({ pathname, hash })).toEqual(expected);
});

test("the address for another device leads back to the secret", () => {
  const address = new URL(deviceAddress("https://callbox.example", secret));
  expect(routeOf(address)).toEqual({ kind: "device", secret });
});

test.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["[::1]", true],
  ["192.168.1.20", false],
  ["callbox.example", false],
])("%s is only of this computer: %s", (hostname, expected) => {
  expect(isLocalOnly(hostname)).toBe(expected);
});
