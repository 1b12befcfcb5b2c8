import type { CallSnapshot } from "@callbox/sdk";
import { useRef } from "preact/hooks";
import { useSize } from "../ui/useSize.ts";
import { Alone } from "./Alone.tsx";
import { joined } from "./people.ts";
import { ScreenStage } from "./ScreenStage.tsx";
import { Tile } from "./Tile.tsx";
import { layoutTiles } from "./tiles.ts";
import "./stage.css";

/** Between tiles, in CSS pixels; stage.css has the same. */
const GAP = 10;

/** Everybody else: one screen large with the people beside it, or the people in a grid. */
export function Stage({ call }: { readonly call: CallSnapshot }) {
  const area = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(area);
  const people = joined(call);
  const presenter = people.find((participant) => participant.tracks.screen && participant.screen !== null);
  const layout = layoutTiles(people.length, width, height, GAP);
  return (
    <div ref={area} class="stage">
      {people.length === 0 && <Alone call={call} />}
      {presenter !== undefined && width > 0 && <ScreenStage presenter={presenter} people={people} width={width} height={height} gap={GAP} />}
      {presenter === undefined && width > 0 && people.map((participant) => <Tile key={participant.user.id} participant={participant} width={layout.width} height={layout.height} />)}
    </div>
  );
}
