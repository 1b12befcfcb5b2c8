import type { RemoteParticipant } from "@callbox/sdk";
import { useRef } from "preact/hooks";
import { Text } from "../i18n/Text.tsx";
import { t } from "../i18n/language.ts";
import { Icon } from "../ui/Icon.tsx";
import { Tile } from "./Tile.tsx";
import { useStream } from "./useStream.ts";

/** The people beside a screen: a column on a wide stage, a row on a narrow one. */
const STRIP_WIDTH = 208;
const STRIP_HEIGHT = 104;
const PORTRAIT_TILE_WIDTH = 140;

interface Props {
  readonly presenter: RemoteParticipant;
  readonly people: readonly RemoteParticipant[];
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

export function ScreenStage({ presenter, people, width, height, gap }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useStream(video, presenter.screen);
  const wide = width >= height;
  const tileHeight = wide ? Math.min(STRIP_WIDTH * 0.75, (height - gap * (people.length - 1)) / people.length) : STRIP_HEIGHT;
  const tileWidth = wide ? STRIP_WIDTH : Math.min(PORTRAIT_TILE_WIDTH, (width - gap * (people.length - 1)) / people.length);
  return (
    <div class="screen-stage" data-wide={wide}>
      <figure class="screen-stage__screen">
        <video ref={video} data-remote-screen={presenter.user.id} aria-label={t("call.screenOf", { name: presenter.user.name })} autoplay playsInline muted />
        <figcaption class="tile__caption">
          <Icon name="screen" />
          <span>
            <Text id="call.screenOf" name={presenter.user.name} />
          </span>
        </figcaption>
      </figure>
      <div class="screen-stage__people">
        {people.map((participant) => (
          <Tile key={participant.user.id} participant={participant} width={Math.floor(tileWidth)} height={Math.floor(tileHeight)} />
        ))}
      </div>
    </div>
  );
}
