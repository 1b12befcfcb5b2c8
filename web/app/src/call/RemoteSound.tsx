import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/language.ts";
import { Icon } from "../ui/Icon.tsx";
import { useStream } from "./useStream.ts";

interface Props {
  readonly streams: readonly MediaStream[];
  /** The chosen loudspeaker (W3C Audio Output Devices, `sinkId`), or null for the default. */
  readonly speaker: string | null;
}

/** Plays everybody's sound. Where the browser wants a touch first (autoplay policy), a button asks for it. */
export function RemoteSound({ streams, speaker }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [refused, setRefused] = useState(false);
  const hear = () => {
    setRefused(false);
    for (const audio of place.current?.querySelectorAll("audio") ?? []) audio.play().catch(() => setRefused(true));
  };
  return (
    <div ref={place} class="remote-sound">
      {streams.map((stream) => (
        <Sound key={stream.id} stream={stream} speaker={speaker} onRefused={() => setRefused(true)} />
      ))}
      {refused && (
        <button type="button" class="button button--main tap-to-hear" onClick={hear}>
          <Icon name="speaker" />
          {t("call.tapToHear")}
        </button>
      )}
    </div>
  );
}

interface SoundProps {
  readonly stream: MediaStream;
  readonly speaker: string | null;
  readonly onRefused: () => void;
}

function Sound({ stream, speaker, onRefused }: SoundProps) {
  const audio = useRef<HTMLAudioElement>(null);
  useStream(audio, stream);
  useEffect(() => {
    audio.current?.play().catch((error: unknown) => {
      // AbortError only says that the stream was exchanged meanwhile.
      if (error instanceof DOMException && error.name === "NotAllowedError") onRefused();
    });
  }, [stream]);
  useEffect(() => {
    const element = audio.current;
    if (element === null || !("setSinkId" in element)) return;
    // A loudspeaker that is gone is not worth a word: the sound stays where it is.
    element.setSinkId(speaker ?? "").catch(() => undefined);
  }, [speaker]);
  return <audio ref={audio} autoplay />;
}
