import type { MediaErrorCode } from "../api.ts";
import type { Environment } from "../environment/Environment.ts";
import { mediaErrorCode } from "./mediaError.ts";

export type CaptureKind = "microphone" | "camera";

/** The chosen device of each kind that is asked for; null for the default one. */
export type Wanted = ReadonlyMap<CaptureKind, string | null>;

export type Opened = ReadonlyMap<CaptureKind, MediaStreamTrack | MediaErrorCode>;

/** `exact`, because Chromium answers an `ideal` id with the default device. */
const device = (id: string | null): MediaTrackConstraints => (id === null ? {} : { deviceId: { exact: id } });

function constraints(wanted: Wanted): MediaStreamConstraints {
  const microphone = wanted.get("microphone");
  const camera = wanted.get("camera");
  return {
    audio: microphone !== undefined && {
      ...device(microphone),
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
    video: camera !== undefined && {
      ...device(camera),
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30 },
    },
  };
}

/** Opens what is wanted, asking the person once; where that fails, what there is. Each kind has its own outcome. */
export async function openDevices(environment: Pick<Environment, "capture" | "secureContext">, wanted: Wanted): Promise<Opened> {
  const opened = await openWanted(environment, wanted);
  const gone = [...wanted].filter(([kind, id]) => id !== null && isGone(opened.get(kind)));
  if (gone.length === 0) return opened;
  // A chosen device that is gone is not an error: the default one takes its place.
  return new Map([...opened, ...(await openWanted(environment, new Map(gone.map(([kind]) => [kind, null]))))]);
}

const isGone = (outcome: MediaStreamTrack | MediaErrorCode | undefined): boolean =>
  outcome === "over-constrained" || outcome === "not-found";

async function openWanted(
  { capture, secureContext }: Pick<Environment, "capture" | "secureContext">,
  wanted: Wanted,
): Promise<Opened> {
  const all = (outcome: MediaErrorCode): Opened => new Map([...wanted.keys()].map((kind) => [kind, outcome]));
  if (capture === null) return all(secureContext ? "unsupported" : "insecure-page");

  const open = async (some: Wanted): Promise<Opened> => {
    const stream = await capture.getUserMedia(constraints(some));
    const [audio] = stream.getAudioTracks();
    const [video] = stream.getVideoTracks();
    if (video !== undefined) video.contentHint = "motion";
    return new Map([...some.keys()].map((kind) => [kind, (kind === "microphone" ? audio : video) ?? "not-found"]));
  };
  const openOne = async (kind: CaptureKind): Promise<MediaStreamTrack | MediaErrorCode> => {
    try {
      return (await open(new Map([[kind, wanted.get(kind) ?? null]]))).get(kind) ?? "not-found";
    } catch (error) {
      return mediaErrorCode(error);
    }
  };

  try {
    return await open(wanted);
  } catch (error) {
    const together = mediaErrorCode(error);
    if (wanted.size === 1) return all(together);
    const microphone = await openOne("microphone");
    // With the microphone open it was the camera that failed; asking for it again would only prompt the person again.
    const camera = typeof microphone === "string" ? await openOne("camera") : together;
    return new Map<CaptureKind, MediaStreamTrack | MediaErrorCode>([["microphone", microphone], ["camera", camera]]);
  }
}
