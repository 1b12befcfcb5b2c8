import type { Callbox, LinkStats } from "@callbox/sdk";
import { type Signal, signal } from "@preact/signals";

/** Two minutes of one-second samples: what a graph shows without becoming a blur. */
const KEPT_SAMPLES = 120;

/** The last two minutes of each peer link's statistics, by user id. They begin anew with each call. */
export class StatsRecorder {
  readonly links: Signal<ReadonlyMap<string, readonly LinkStats[]>> = signal(new Map());

  constructor(client: Callbox) {
    let call: string | null = null;
    client.subscribe((state) => {
      if (state.call === null || state.call.id === call) return;
      call = state.call.id;
      this.links.value = new Map();
    });
    client.onStats((stats) => this.#record(stats));
  }

  #record(stats: readonly LinkStats[]): void {
    const links = new Map(this.links.peek());
    for (const sample of stats) links.set(sample.user, [...(links.get(sample.user) ?? []), sample].slice(-KEPT_SAMPLES));
    this.links.value = links;
  }
}
