/**
 * The previous value if the next one says the same, so that a snapshot stays the same object until something changes.
 * Plain data is compared deeply, anything else (a MediaStream) by identity.
 */
export function retained<T>(previous: T, next: T): T {
  return same(previous, next) ? previous : next;
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, index) => same(each, b[index]));
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
