import type { Fit } from "./PictureFit.ts";

/** What a camera at 720p30 makes good use of. */
const CAMERA_BPS = 2_500_000;
/** In a mesh each further participant is one more upload: together they get what a usual uplink carries. */
const MESH_CAMERA_BPS = 3_600_000;
/** Text stays sharp; the picture changes seldom. */
const SCREEN_BPS = 2_500_000;
const AUDIO_BPS = 48_000;
/** Speech is as clear, if less full (Opus, RFC 6716, section 2.1.1: wideband at 16 to 20 kbit/s), and a narrow link has room for what comes with it. */
const NARROW_AUDIO_BPS = 24_000;
/** Beside the smallest picture: 8 kbit/s are a third of that. */
const NARROWEST_AUDIO_BPS = 16_000;
/** Of the smallest picture. Chromium keeps to less than its usual 30,000 where it is told to. */
const TINY_CAMERA_BPS = 20_000;
/** A second: each frame is a packet, whose headers are a third of it; twenty took as much again as the picture. A face can be followed still. */
const TINY_CAMERA_FRAMES = 8;
/** The longer side of a picture for a narrow link, in pixels. The key frame that begins the smallest one is through a link of 100 kbit/s in half a second. */
const LONGEST_SIDE: Readonly<Record<Fit, number>> = { full: Infinity, medium: 640, small: 320, tiny: 160, none: 160 };

export type SenderKind = "microphone" | "camera" | "screen";

/** The most that one link may send of a kind when there are `links` of them. */
export function maxBitrate(kind: SenderKind, { links, fit }: Pick<Tuning, "links" | "fit">): number {
  switch (kind) {
    case "microphone":
      if (fit === "tiny") return NARROWEST_AUDIO_BPS;
      return fit === "small" || fit === "none" ? NARROW_AUDIO_BPS : AUDIO_BPS;
    case "camera":
      return fit === "tiny" ? TINY_CAMERA_BPS : Math.min(CAMERA_BPS, Math.round(MESH_CAMERA_BPS / Math.max(1, links)));
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
  /** The longer side of the camera's picture, in pixels. */
  readonly cameraSide: number;
}

/**
 * WebRTC 1.0, RTCRtpSendParameters, with the priorities of WebRTC-Priority: when the link is narrow, sound goes first, and
 * a camera gives up size before smoothness, a screen smoothness before size.
 */
export function tuned(parameters: RTCRtpSendParameters, kind: SenderKind, tuning: Tuning): RTCRtpSendParameters {
  const priority: RTCPriorityType = kind === "microphone" ? "high" : kind === "screen" ? "medium" : "low";
  for (const encoding of parameters.encodings) {
    encoding.maxBitrate = maxBitrate(kind, tuning);
    encoding.priority = priority;
    encoding.networkPriority = priority;
    if (kind !== "microphone") encoding.active = tuning.fit !== "none";
    if (kind === "camera") {
      encoding.scaleResolutionDownBy = Math.max(1, tuning.cameraSide / LONGEST_SIDE[tuning.fit]);
      if (tuning.fit === "tiny") encoding.maxFramerate = TINY_CAMERA_FRAMES;
      else delete encoding.maxFramerate;
    }
  }
  if (kind !== "microphone") {
    const size = kind === "screen" || tuning.starting;
    parameters.degradationPreference = size ? "maintain-resolution" : "maintain-framerate";
  }
  return parameters;
}
