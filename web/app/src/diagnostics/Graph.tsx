import type { LinkStats } from "@callbox/sdk";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useModel } from "../app/context.ts";
import { isDark } from "../platform/useTheme.ts";
import { useSize } from "../ui/useSize.ts";
import type { GraphDescription, Line } from "./graphs.ts";

const HEIGHT = 94;
/** Labels of the value axis: up to `10000`. */
const AXIS_WIDTH = 44;

/** One graph over the last two minutes, with its newest values as text beside the title. */
export function Graph({ title, unit, atLeast, lines, samples }: GraphDescription & { readonly samples: readonly LinkStats[] }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const { width } = useSize(place);
  const dark = isDark(useModel().preferences);
  useEffect(() => {
    if (place.current === null || width === 0) return;
    plot.current = new uPlot(optionsOf(place.current, width, atLeast, lines), dataOf(samples, lines), place.current);
    return () => plot.current?.destroy();
  }, [width, dark]);
  useEffect(() => plot.current?.setData(dataOf(samples, lines)), [samples]);
  const last = samples.at(-1);
  return (
    <figure class="graph">
      <figcaption>
        <strong>{title}</strong>
        {lines.map((line, index) => (
          <span key={line.label} data-line={index}>
            {line.label} {valueText(last === undefined ? null : line.value(last))} {unit}
          </span>
        ))}
      </figcaption>
      <div ref={place} class="graph__plot" aria-hidden="true" />
    </figure>
  );
}

function valueText(value: number | null): string {
  return value === null ? "–" : value < 10 && value > 0 ? value.toFixed(1) : String(Math.round(value));
}

function dataOf(samples: readonly LinkStats[], lines: readonly Line[]): uPlot.AlignedData {
  return [samples.map((sample) => sample.time / 1000), ...lines.map((line) => samples.map((sample) => line.value(sample)))];
}

function optionsOf(place: Element, width: number, atLeast: number, lines: readonly Line[]): uPlot.Options {
  const style = getComputedStyle(place);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const grid = { stroke: color("--graph-grid"), width: 1 };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [6, 4, 6, 0],
    scales: { x: { time: true }, y: { range: (_plot, _least, greatest) => [0, Math.max(atLeast, greatest ?? 0) * 1.1] } },
    axes: [{ show: false }, { stroke: color("--graph-text"), grid, ticks: { show: false }, size: AXIS_WIDTH, space: 28, font: "11px system-ui, sans-serif" }],
    series: [{}, ...lines.map((_line, index) => ({ stroke: color(`--graph-${index}`), width: 2, points: { show: false } }))],
  };
}
