import { chooseCodec, type CodecChoice } from "./pictureCodecs.ts";
import { type Fit, PICTURE_SIZES } from "./pictureSizes.ts";

/** What a camera at 720p30 makes good use of. */
const CAMERA_BPS = 2_500_000;
/** In a mesh each further participant is one more upload: together they get what a usual uplink carries. */
const MESH_CAMERA_BPS = 3_600_000;
/** Text stays sharp; the picture changes seldom. */
const SCREEN_BPS = 2_500_000;

export type SenderKind = "microphone" | "camera" | "screen";

/** The most that one link may send of a kind when there are `links` of them. */
export function maxBitrate(kind: SenderKind, { links, fit }: Pick<Tuning, "links" | "fit">): number {
  const { speechBps, pictureBps } = PICTURE_SIZES[fit];
  switch (kind) {
    case "microphone":
      return speechBps;
    case "camera":
      return pictureBps ?? Math.min(CAMERA_BPS, Math.round(MESH_CAMERA_BPS / Math.max(1, links)));
    case "screen":
      return SCREEN_BPS;
  }
}

export interface Tuning {
  /** How many links share the uplink. */
  readonly links: number;
  /** The first moments of a connection: the camera keeps its size, so that the first picture is the whole one. */
  readonly starting: boolean;
  /** How much of a picture the link carries. */
  readonly fit: Fit;
  /** No picture is sent, since it would get nowhere. */
  readonly resting: boolean;
  readonly codec: CodecChoice;
  /** The longer side of the camera's picture, in pixels. */
  readonly cameraSide: number;
}

/**
 * WebRTC 1.0, RTCRtpSendParameters, with the priorities of WebRTC-Priority: when the link is narrow, sound goes first, and
 * a camera gives up size before smoothness, a screen smoothness before size. `usual`: the codec that was used before another one was chosen, if one was.
 */
export function tuned(parameters: RTCRtpSendParameters, kind: SenderKind, tuning: Tuning, usual?: RTCRtpCodec): RTCRtpSendParameters {
  const { longestSide, frames } = PICTURE_SIZES[tuning.fit];
  const priority: RTCPriorityType = kind === "microphone" ? "high" : kind === "screen" ? "medium" : "low";
  for (const encoding of parameters.encodings) {
    encoding.maxBitrate = maxBitrate(kind, tuning);
    encoding.priority = priority;
    encoding.networkPriority = priority;
    if (kind !== "microphone") encoding.active = tuning.fit !== "none" && !tuning.resting;
    if (kind === "camera") {
      encoding.scaleResolutionDownBy = Math.max(1, tuning.cameraSide / longestSide);
      if (frames === null) delete encoding.maxFramerate;
      else encoding.maxFramerate = frames;
    }
  }
  if (kind !== "microphone") {
    const size = kind === "screen" || tuning.starting;
    chooseCodec(parameters, tuning.codec, usual);
    parameters.degradationPreference = size ? "maintain-resolution" : "maintain-framerate";
  }
  return parameters;
}
