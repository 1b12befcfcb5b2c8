/** What a camera at 720p30 makes good use of. */
const CAMERA_BPS = 2_500_000;
/** In a mesh each further participant is one more upload: together they get what a usual uplink carries. */
const MESH_CAMERA_BPS = 3_600_000;
/** Text stays sharp; the picture changes seldom. */
const SCREEN_BPS = 2_500_000;
const AUDIO_BPS = 48_000;

export type SenderKind = "microphone" | "camera" | "screen";

/** The most that one link may send of a kind when there are `links` of them. */
export function maxBitrate(kind: SenderKind, links: number): number {
  switch (kind) {
    case "microphone":
      return AUDIO_BPS;
    case "camera":
      return Math.min(CAMERA_BPS, Math.round(MESH_CAMERA_BPS / Math.max(1, links)));
    case "screen":
      return SCREEN_BPS;
  }
}

export interface Tuning {
  /** How many links share the uplink. */
  readonly links: number;
  /** The first moments of a connection: the camera keeps its size, so that the first picture is the whole one. */
  readonly starting: boolean;
}

/**
 * WebRTC 1.0, RTCRtpSendParameters, with the priorities of WebRTC-Priority: when the link is narrow, sound goes first, and
 * a camera gives up size before smoothness, a screen smoothness before size.
 */
export function tuned(parameters: RTCRtpSendParameters, kind: SenderKind, { links, starting }: Tuning): RTCRtpSendParameters {
  const priority: RTCPriorityType = kind === "microphone" ? "high" : kind === "screen" ? "medium" : "low";
  for (const encoding of parameters.encodings) {
    encoding.maxBitrate = maxBitrate(kind, links);
    encoding.priority = priority;
    encoding.networkPriority = priority;
  }
  if (kind !== "microphone") {
    const size = kind === "screen" || starting;
    parameters.degradationPreference = size ? "maintain-resolution" : "maintain-framerate";
  }
  return parameters;
}
