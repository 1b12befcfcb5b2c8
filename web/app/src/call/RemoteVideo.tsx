import { useRef, useState } from "preact/hooks";
import { t } from "../i18n/language.ts";
import { pictureFit } from "./tiles.ts";
import { useStream } from "./useStream.ts";

interface Props {
  readonly user: { readonly id: string; readonly name: string };
  readonly stream: MediaStream;
  readonly tileRatio: number;
}

/** The camera of somebody else. It is muted because `RemoteSound` plays the sound, undisturbed by changes of the layout. */
export function RemoteVideo({ user, stream, tileRatio }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [ratio, setRatio] = useState<number | null>(null);
  useStream(video, stream);
  return (
    <video
      ref={video}
      class="tile__video"
      data-remote={user.id}
      data-fit={ratio === null ? "cover" : pictureFit(ratio, tileRatio)}
      data-shown={ratio !== null}
      aria-label={t("call.pictureOf", { name: user.name })}
      autoplay
      playsInline
      muted
      onResize={(event) => {
        const { videoWidth, videoHeight } = event.currentTarget;
        if (videoHeight > 0) setRatio(videoWidth / videoHeight);
      }}
    />
  );
}
