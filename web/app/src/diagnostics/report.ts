import type { LinkStats, LogLine } from "@callbox/sdk";

/** Everything that helps somebody else to see why a call failed, as text: the log and the last figures of each link. */
export function reportOf(log: readonly LogLine[], links: ReadonlyMap<string, readonly LinkStats[]>, browser: string): string {
  const lines = log.map((line) => `${new Date(line.time).toISOString()} ${line.level.padEnd(7)} ${line.text}`);
  const figures = [...links.values()].flatMap((samples) => {
    const last = samples.at(-1);
    return last === undefined ? [] : [JSON.stringify(last)];
  });
  return [browser, "", ...lines, "", ...figures].join("\n");
}
