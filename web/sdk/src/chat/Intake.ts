/** So many messages are on their way from one participant to another at most; the next leaves when one is acknowledged. */
export const WINDOW = 32;
/** Acknowledgements a second to one participant, after a first burst of a window: more than anybody types, and all that a flood can make this page keep. */
export const PACE = 10;

/**
 * What has come from one participant and is not acknowledged. Acknowledging at a pace slows whoever keeps to the window, and
 * loses nothing of it; whoever does not is a flood, and what is over the window is not taken.
 */
export class Intake {
  #ids: string[] = [];
  #credit = WINDOW;

  constructor(private creditedAt: number) {}

  /** Whether the message may be taken. */
  take(id: string): boolean {
    if (this.#ids.includes(id)) return true;
    if (this.#ids.length >= WINDOW) return false;
    this.#ids.push(id);
    return true;
  }

  /** Those which may be acknowledged by now (ms), oldest first; they are not given again. */
  due(now: number): readonly string[] {
    this.#credit = Math.min(WINDOW, this.#credit + Math.max(0, now - this.creditedAt) * (PACE / 1000));
    this.creditedAt = now;
    const due = this.#ids.splice(0, Math.floor(this.#credit));
    this.#credit -= due.length;
    return due;
  }

  get isEmpty(): boolean {
    return this.#ids.length === 0;
  }

  /** On a new connection the other side begins its window anew. */
  restart(): void {
    this.#ids = [];
  }
}
