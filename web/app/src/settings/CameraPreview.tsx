import { useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { useStream } from "../call/useStream.ts";
import { useLevel } from "../sound/useLevel.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { t } from "../i18n/language.ts";
import "./camera-preview.css";

/** How one will look and whether one will be heard. */
export function CameraPreview() {
  const { snapshot, client } = useModel();
  const { local, me } = snapshot.value;
  const video = useRef<HTMLVideoElement>(null);
  const shown = local.camera.on ? local.stream : null;
  useStream(video, shown);
  return (
    <div class="camera-preview">
      {shown === null && <Avatar id={me?.id ?? ""} name={me?.name ?? client.savedName ?? ""} size="large" />}
      <video ref={video} hidden={shown === null} data-self autoplay playsInline muted aria-label={t("call.you")} />
      <MicrophoneLevel />
    </div>
  );
}

/** A bar that moves with the own voice. */
export function MicrophoneLevel() {
  const { client } = useModel();
  const bar = useRef<HTMLDivElement>(null);
  const read = useRef(() => client.microphoneLevel());
  useLevel(bar, read.current);
  return (
    <div class="microphone-level" role="img" aria-label={t("settings.level")}>
      <Icon name="mic" />
      <div ref={bar} class="microphone-level__bar" />
    </div>
  );
}
