/** Checks one JSON value and gives it its type. Throws a `DecodeError` that names the field. */
export type Decoder<T> = (value: unknown, path: string) => T;

export type Decoded<D> = D extends Decoder<infer T> ? T : never;

export class DecodeError extends Error {
  constructor(readonly path: string, expected: string) {
    super(`${path === "" ? "message" : path} must be ${expected}`);
  }
}

export const string: Decoder<string> = (value, path) => {
  if (typeof value !== "string") throw new DecodeError(path, "a string");
  return value;
};

export const number: Decoder<number> = (value, path) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new DecodeError(path, "a number");
  return value;
};

export const boolean: Decoder<boolean> = (value, path) => {
  if (typeof value !== "boolean") throw new DecodeError(path, "true or false");
  return value;
};

export const oneOf =
  <const T extends readonly (string | boolean)[]>(...allowed: T): Decoder<T[number]> =>
  (value, path) => {
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw new DecodeError(path, `one of ${allowed.join(", ")}`);
    return found;
  };

export const nullable =
  <T>(decoder: Decoder<T>): Decoder<T | null> =>
  (value, path) =>
    value === null ? null : decoder(value, path);

export const optional =
  <T>(decoder: Decoder<T>): Decoder<T | undefined> =>
  (value, path) =>
    value === undefined ? undefined : decoder(value, path);

export const array =
  <T>(decoder: Decoder<T>): Decoder<readonly T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new DecodeError(path, "an array");
    return value.map((each, index) => decoder(each, `${path}[${index}]`));
  };

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new DecodeError("", "JSON");
  }
}

type Shape = Readonly<Record<string, Decoder<unknown>>>;

/** Fields that the shape does not name are ignored. */
export const object =
  <S extends Shape>(shape: S): Decoder<{ readonly [K in keyof S]: Decoded<S[K]> }> =>
  (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new DecodeError(path, "an object");
    const fields = value as Readonly<Record<string, unknown>>;
    const decoded: Record<string, unknown> = {};
    for (const [key, decoder] of Object.entries(shape)) {
      decoded[key] = decoder(fields[key], path === "" ? key : `${path}.${key}`);
    }
    return decoded as { readonly [K in keyof S]: Decoded<S[K]> };
  };
