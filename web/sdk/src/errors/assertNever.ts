/** The end of an exhaustive switch: the compiler proves that no case is left. */
export function assertNever(value: never): never {
  throw new Error(`no such case: ${JSON.stringify(value)}`);
}
