import type { LocalMedia, MediaErrorCode } from "@callbox/sdk";
import type { CaptureKind } from "../i18n/sentences.ts";

export interface MediaProblem {
  readonly kind: CaptureKind;
  readonly code: MediaErrorCode;
}

/** What could not be had. Camera and microphone with the same error are one problem. */
export function mediaProblems({ camera, microphone, screenShare }: Pick<LocalMedia, "camera" | "microphone" | "screenShare">): readonly MediaProblem[] {
  const problems: MediaProblem[] = [];
  if (camera.error !== null && camera.error === microphone.error) {
    problems.push({ kind: "both", code: camera.error });
  } else {
    if (microphone.error !== null) problems.push({ kind: "microphone", code: microphone.error });
    if (camera.error !== null) problems.push({ kind: "camera", code: camera.error });
  }
  if (screenShare.error !== null) problems.push({ kind: "screen", code: screenShare.error });
  return problems;
}
