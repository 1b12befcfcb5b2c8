import type { Person } from "../api.ts";

/** Who is online, by name. */
export function withChanges(people: readonly Person[], online: readonly Person[], offline: readonly string[]): readonly Person[] {
  const changed = new Set([...online.map(({ id }) => id), ...offline]);
  return byName([...people.filter(({ id }) => !changed.has(id)), ...online]);
}

/** Names are not unique; among equal ones the id decides, so that the list does not jump. */
export const byName = (people: readonly Person[]): readonly Person[] =>
  [...people].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
