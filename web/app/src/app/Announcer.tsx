import { elsewhereText } from "../call/ElsewhereCard.tsx";
import { isIncoming, peerName } from "../call/people.ts";
import { phaseText } from "../call/phase.ts";
import { language, t } from "../i18n/language.ts";
import { endedSentence } from "../i18n/sentences.ts";
import { useModel } from "./context.ts";
import type { CallSnapshot } from "@callbox/sdk";

/** Says to a screen reader what happens with the call. An incoming call is read by its dialog. */
export function Announcer() {
  const { call, elsewhere } = useModel().snapshot.value;
  return (
    <div class="visually-hidden" role="status" aria-live="polite" lang={language.value === "zh" ? "zh-CN" : "en"}>
      {elsewhere === null ? call !== null && announcement(call) : elsewhereText(elsewhere, call)}
    </div>
  );
}

function announcement(call: CallSnapshot): string {
  if (isIncoming(call)) return "";
  if (call.phase === "ended") return t(endedSentence(call.endReason ?? "failed", call.direction), { name: peerName(call) });
  return `${peerName(call)}: ${phaseText(call.phase)}`;
}
