import { expect } from "vitest";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What stands in a conversation for what nobody can know beforehand: `$name` is a value that whoever says it first has chosen,
 * and that is the same wherever it comes again; `@name` is a part that is written once.
 */
export class Words {
  readonly #values = new Map<string, unknown>();

  constructor(
    private readonly samples: Readonly<Record<string, unknown>>,
    private readonly parts: Readonly<Record<string, unknown>>,
  ) {}

  known(name: string): string {
    return String(this.spoken(name));
  }

  /** A frame that is sent from here: what it names first has the value of `values`. */
  spoken(written: unknown): unknown {
    if (typeof written === "string") {
      if (written.startsWith("@")) return this.spoken(this.#part(written));
      return written.startsWith("$") ? this.#value(written) : written;
    }
    if (Array.isArray(written)) return written.map((each) => this.spoken(each));
    if (!isObject(written)) return written;
    return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, this.spoken(value)]));
  }

  /** A frame that has come must be the one that is written; what is named first in it has the value that came. */
  hear(written: unknown, came: unknown): void {
    this.#learn(written, came);
    expect(came).toEqual(this.spoken(written));
  }

  #learn(written: unknown, came: unknown): void {
    if (came === undefined) return;
    if (typeof written === "string" && written.startsWith("@")) this.#learn(this.#part(written), came);
    else if (typeof written === "string" && written.startsWith("$")) {
      if (!this.#values.has(written)) this.#values.set(written, came);
    } else if (Array.isArray(written) && Array.isArray(came)) written.forEach((each, index) => this.#learn(each, came[index]));
    else if (isObject(written) && isObject(came)) for (const [key, value] of Object.entries(written)) this.#learn(value, came[key]);
  }

  #value(name: string): unknown {
    if (!this.#values.has(name)) {
      const sample = this.samples[name.slice(1)];
      if (sample === undefined) throw new Error(`${name} has no value`);
      this.#values.set(name, sample);
    }
    return this.#values.get(name);
  }

  #part(name: string): unknown {
    const part = this.parts[name.slice(1)];
    if (part === undefined) throw new Error(`there is no part ${name}`);
    return part;
  }
}
