import type { HistoryEntry } from "../api.ts";
import type { Cancel, Clock } from "../environment/Clock.ts";
import type { Ask } from "../signaling/Session.ts";

const PAGE = 20;

/** So many calls are kept without being asked for. A page that is open for weeks must not hold every call of those weeks. */
const KEPT = 100;

/** Nobody looks at the list of calls in a call; a picture that is away for longer has another reason than a busy server. */
const IN_CALL_MS = 3_000;

export interface HistorySnapshot {
  readonly history: readonly HistoryEntry[];
  readonly historyHasMore: boolean;
  readonly missed: number;
}

/** The calls that were, newest first: loaded page by page, and added to as they happen. */
export class History {
  #entries: readonly HistoryEntry[] = [];
  /** The `before` of the next page; null at the end, undefined before the first page. */
  #next: string | null | undefined = undefined;
  #missed = 0;
  #due: Cancel | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly ask: Ask,
    private readonly toLocal: (time: number) => number,
    private readonly changed: (snapshot: HistorySnapshot) => void,
  ) {}

  /**
   * A session began anew: what was loaded may lack something, and is loaded again. In a call a little later: what brings the picture back goes first, to a server that may have
   * started just now.
   */
  begin(missed: number, { inCall }: { readonly inCall: boolean }): void {
    this.stop();
    this.#missed = missed;
    this.#next = undefined;
    this.#tell();
    if (inCall) this.#due = this.clock.after(IN_CALL_MS, () => this.#loadFirst());
    else this.#loadFirst();
  }

  stop(): void {
    this.#due?.();
    this.#due = null;
  }

  async loadMore(): Promise<void> {
    if (this.#next !== null) await this.#load();
  }

  added(entry: HistoryEntry, missed: number): void {
    this.#missed = missed;
    this.#merge([entry]);
    // From the first page on: only the server knows the cursor behind an entry. Without an answer the list is the longer one.
    if (this.#entries.length > KEPT) void this.#load({ afresh: true }).catch(() => undefined);
  }

  seen(missed: number): void {
    this.#missed = missed;
    this.#tell();
  }

  async markSeen(): Promise<void> {
    if (this.#missed === 0) return;
    await this.ask("history.seen", {});
    this.seen(0);
  }

  /** Unless somebody has asked for it meanwhile. Without a history the lobby is still a lobby; the next session loads it. */
  #loadFirst(): void {
    if (this.#next === undefined) this.#load().catch(() => undefined);
  }

  async #load({ afresh = !this.#next } = {}): Promise<void> {
    const { entries, next } = await this.ask("history.list", { limit: PAGE, ...(this.#next && !afresh ? { before: this.#next } : {}) });
    if (afresh) this.#entries = [];
    this.#next = next;
    this.#merge(entries);
  }

  #merge(entries: readonly HistoryEntry[]): void {
    const known = new Map(this.#entries.map((entry) => [entry.call, entry]));
    for (const entry of entries) known.set(entry.call, this.#inLocalTime(entry));
    this.#entries = [...known.values()].sort((a, b) => b.createdAt - a.createdAt);
    this.#tell();
  }

  #inLocalTime(entry: HistoryEntry): HistoryEntry {
    const { createdAt, answeredAt, endedAt } = entry;
    return {
      ...entry,
      createdAt: this.toLocal(createdAt),
      answeredAt: answeredAt === null ? null : this.toLocal(answeredAt),
      endedAt: this.toLocal(endedAt),
    };
  }

  #tell(): void {
    this.changed({ history: this.#entries, historyHasMore: typeof this.#next === "string", missed: this.#missed });
  }
}
