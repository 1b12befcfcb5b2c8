import type { Cancel, Clock } from "../environment/Clock.ts";

/** How often progress is told: what a person can follow. */
const PROGRESS_MS = 250;
/** A rate that is not told again for so long would be a lie. */
const REFRESH_MS = 1_000;

/** Tells progress, which is made twenty times a second, no more often than anybody sees; and that it is made no more, since a rate falls also while nothing comes. */
export class ProgressTeller {
  #soon: Cancel | null = null;
  #refresh: Cancel | null = null;

  /** `isMoving`: whether any rate is still to be told. */
  constructor(
    private readonly clock: Clock,
    private readonly isMoving: () => boolean,
    private readonly tell: () => void,
  ) {}

  progressed(): void {
    this.#soon ??= this.clock.after(PROGRESS_MS, () => {
      this.#soon = null;
      this.tell();
      this.#refresh?.();
      this.#refresh = this.clock.after(REFRESH_MS, () => {
        this.#refresh = null;
        if (this.isMoving()) this.progressed();
        else this.tell();
      });
    });
  }

  stop(): void {
    this.#soon?.();
    this.#refresh?.();
    this.#soon = this.#refresh = null;
  }
}
