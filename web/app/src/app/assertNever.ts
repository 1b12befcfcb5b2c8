/** Makes the compiler prove that a switch over a closed vocabulary is complete. */
export function assertNever(value: never): never {
  throw new Error(`not of the vocabulary: ${String(value)}`);
}
