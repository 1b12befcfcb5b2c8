import { elsewhereText } from "../call/ElsewhereCard.tsx";
import { isIncoming, peerName } from "../call/people.ts";
import { phaseText } from "../call/phase.ts";
import { formatBytes } from "../i18n/format.ts";
import { language, t } from "../i18n/language.ts";
import { endedSentence } from "../i18n/sentences.ts";
import { useModel } from "./context.ts";
import type { News } from "../files/news.ts";
import type { CallSnapshot } from "@callbox/sdk";

/** Says to a screen reader what happens with the call. An incoming call is read by its dialog. */
export function Announcer() {
  const { snapshot, files } = useModel();
  const { call, elsewhere } = snapshot.value;
  const lang = language.value === "zh" ? "zh-CN" : "en";
  return (
    <>
      <div class="visually-hidden" role="status" aria-live="polite" lang={lang}>
        {elsewhere === null ? call !== null && announcement(call) : elsewhereText(elsewhere, call)}
      </div>
      <div class="visually-hidden" role="status" aria-live="polite" lang={lang} data-file-news>
        {files.news.value.map((news) => (
          <p key={`${news.transfer.id} ${news.kind}`}>{newsText(news)}</p>
        ))}
      </div>
    </>
  );
}

function announcement(call: CallSnapshot): string {
  if (isIncoming(call)) return "";
  if (call.phase === "ended") return t(endedSentence(call.endReason ?? "failed", call.direction), { name: peerName(call) });
  return `${peerName(call)}: ${phaseText(call.phase)}`;
}

function newsText({ kind, transfer: { name: file, with: other, direction, sizeBytes } }: News): string {
  const { name } = other;
  switch (kind) {
    case "offered":
      return t("files.offer", { name, file, size: formatBytes(sizeBytes) });
    case "saved":
      return direction === "incoming" ? t("files.said.saved.incoming", { file }) : t("files.said.saved.outgoing", { name, file });
    case "declined":
      return t("files.said.declined", { name, file });
    case "failed":
      return t("files.said.failed", { file });
  }
}
