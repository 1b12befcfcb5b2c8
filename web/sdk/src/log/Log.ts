import type { LogLine } from "../api.ts";
import type { Clock } from "../environment/Clock.ts";

/** Enough for an evening's calls; older lines are dropped. */
const MAX_LINES = 500;

/**
 * The connection log. One line per lifecycle transition: info; one that a person waits for: success; recovered: warning;
 * a person must act: error. Never SDP, candidates, addresses or secrets.
 */
export class Log {
  #lines: readonly LogLine[] = [];
  readonly #listeners = new Set<(line: LogLine) => void>();

  constructor(private readonly clock: Clock) {}

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  onLine(listener: (line: LogLine) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readonly info = (text: string): void => this.#add("info", text);
  readonly success = (text: string): void => this.#add("success", text);
  readonly warning = (text: string): void => this.#add("warning", text);
  readonly error = (text: string): void => this.#add("error", text);

  #add(level: LogLine["level"], text: string): void {
    const line = { time: this.clock.now(), level, text };
    this.#lines = [...this.#lines.slice(-(MAX_LINES - 1)), line];
    for (const listener of this.#listeners) listener(line);
  }
}
