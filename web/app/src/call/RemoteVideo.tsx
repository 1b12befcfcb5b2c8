import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/language.ts";
import { useStream } from "./useStream.ts";

interface Props {
  readonly user: { readonly id: string; readonly name: string };
  readonly stream: MediaStream;
  /** Whether a frame has come; before that the avatar behind it is seen. */
  readonly shown: boolean;
  /** Width to height of the picture as it comes and changes (a phone that is turned); null when it is gone. */
  readonly onShape: (ratio: number | null) => void;
}

/** The camera of somebody else. It is muted because `RemoteSound` plays the sound, undisturbed by changes of the layout. */
export function RemoteVideo({ user, stream, shown, onShape }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useStream(video, stream);
  useEffect(() => () => onShape(null), []);
  return (
    <video
      ref={video}
      class="tile__video"
      data-remote={user.id}
      data-shown={shown}
      aria-label={t("call.pictureOf", { name: user.name })}
      autoplay
      playsInline
      muted
      onResize={(event) => {
        const { videoWidth, videoHeight } = event.currentTarget;
        if (videoHeight > 0) onShape(videoWidth / videoHeight);
      }}
    />
  );
}
