/** Three lines in the drawer. */
const MOST_CHARACTERS = 56;
/** The end of a name says what kind of file it is, and must not be what is cut off. */
const END_CHARACTERS = 16;

/** A long name with its middle left out. */
export function shortName(name: string): string {
  const characters = [...name];
  if (characters.length <= MOST_CHARACTERS) return name;
  return `${characters.slice(0, MOST_CHARACTERS - END_CHARACTERS - 1).join("")}…${characters.slice(-END_CHARACTERS).join("")}`;
}
