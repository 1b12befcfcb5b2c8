import type { CallPhase } from "@callbox/sdk";
import { t } from "../i18n/language.ts";

/** The phase of a call in a word; an ended call has a whole sentence instead (`endedSentence`). */
export function phaseText(phase: CallPhase): string {
  return phase === "ended" ? "" : t(`call.${phase}`);
}
