import type { RemoteParticipant } from "@callbox/sdk";
import { useCallback, useRef, useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { useLevel } from "../sound/useLevel.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Quality } from "./Quality.tsx";
import { RemoteVideo } from "./RemoteVideo.tsx";
import { TileStatus } from "./TileStatus.tsx";
import { tileFor } from "./tiles.ts";
import "./tile.css";

interface Props {
  readonly participant: RemoteParticipant;
  /** The place that the tile may fill, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** One person in the call: the picture, or the avatar with the level of the voice. */
export function Tile({ participant, width, height }: Props) {
  const { client } = useModel();
  const tile = useRef<HTMLElement>(null);
  const [shape, setShape] = useState<number | null>(null);
  const { user, tracks, pictureHeldBy, stream, quality } = participant;
  const size = tileFor(shape, width, height);
  const level = useCallback(() => client.voiceLevel(user.id), [client, user.id]);
  useLevel(tile, tracks.audio && participant.link === "connected" ? level : null);
  return (
    <div class="tile-place" style={{ width: `${width}px`, height: `${height}px` }}>
      <figure ref={tile} class="tile" data-link={participant.link} style={{ width: `${size.width}px`, height: `${size.height}px` }}>
        <div class="tile__voice">
          <Avatar id={user.id} name={user.name} size="large" />
        </div>
        {tracks.camera && !pictureHeldBy.them && stream !== null && <RemoteVideo user={user} stream={stream} shown={shape !== null} onShape={setShape} />}
        <TileStatus participant={participant} />
        <figcaption class="tile__caption">
          {!tracks.audio && (
            <span class="tile__muted" role="img" aria-label={t("call.muted")}>
              <Icon name="mic-off" />
            </span>
          )}
          <bdi>{user.name}</bdi>
          <Quality level={quality} />
        </figcaption>
      </figure>
    </div>
  );
}
