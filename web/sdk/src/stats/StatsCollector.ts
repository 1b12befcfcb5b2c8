import type { LinkStats, Quality } from "../api.ts";
import type { Cancel, Clock } from "../environment/Clock.ts";
import type { StatsEntries, Totals } from "./linkStats.ts";
import { readStats } from "./linkStats.ts";
import { QualityMeter } from "./QualityMeter.ts";

const INTERVAL_MS = 1_000;

export interface MeasuredLink {
  readonly user: string;
  readonly connection: RTCPeerConnection;
  /** The other side says that it sends a picture. */
  readonly pictureExpected: boolean;
  /** Takes each second's statistics. `heard`: something came from the other side in it. */
  readonly measured: (stats: LinkStats, heard: boolean) => void;
}

interface Measured {
  totals: Totals | null;
  readonly meter: QualityMeter;
}

/** Reads the statistics of all links once a second while there are any. */
export class StatsCollector {
  #measured = new Map<string, Measured>();
  #timer: Cancel | null = null;
  readonly #listeners = new Set<(stats: readonly LinkStats[]) => void>();

  constructor(
    private readonly clock: Clock,
    private readonly links: () => readonly MeasuredLink[],
    private readonly changed: () => void,
  ) {}

  onStats(listener: (stats: readonly LinkStats[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  quality(user: string): Quality {
    return this.#measured.get(user)?.meter.quality ?? null;
  }

  /** Starts or stops with the links. */
  update(): void {
    if (this.links().length === 0) {
      this.#timer?.();
      this.#timer = null;
      this.#measured = new Map();
    } else this.#timer ??= this.clock.after(INTERVAL_MS, () => void this.#round());
  }

  async #round(): Promise<void> {
    const links = this.links();
    const readings = await Promise.all(links.map((link) => this.#read(link)));
    this.#timer = null;
    this.update();
    const stats = readings.filter((reading) => reading !== null);
    if (stats.length === 0) return;
    this.changed();
    for (const listener of this.#listeners) listener(stats);
  }

  async #read({ user, connection, pictureExpected, measured }: MeasuredLink): Promise<LinkStats | null> {
    // A connection that closes meanwhile rejects.
    const report = await connection.getStats().catch(() => null);
    if (report === null) return null;
    const entries: StatsEntries = new Map(report as unknown as Iterable<[string, Readonly<Record<string, unknown>>]>);
    const before = this.#measured.get(user) ?? { totals: null, meter: new QualityMeter() };
    const { stats, totals, heard } = readStats(user, entries, this.clock.now(), before.totals);
    before.totals = totals;
    before.meter.add(stats, pictureExpected);
    this.#measured.set(user, before);
    measured(stats, heard);
    return stats;
  }
}
