import { expect, test } from "vitest";
import { byName, withChanges } from "./people.ts";

const person = (id: string, name: string, busy = false) => ({ id, name, busy });

test("those who come, change and leave are taken in one step, by name", () => {
  const before = byName([person("u_1", "Cy"), person("u_2", "Ann"), person("u_3", "Bob")]);
  const after = withChanges(before, [person("u_4", "Aaron"), person("u_3", "Bob", true)], ["u_2"]);
  expect(after).toEqual([person("u_4", "Aaron"), person("u_3", "Bob", true), person("u_1", "Cy")]);
});

test("people of one name keep their order", () => {
  const twins = [person("u_b", "Ann"), person("u_a", "Ann")];
  expect(byName(twins)).toEqual(byName([...twins].reverse()));
});
