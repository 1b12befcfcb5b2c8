import type { HistoryEntry } from "@callbox/sdk";
import { useModel } from "../app/context.ts";
import { formatDuration, formatMoment, formatNames } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { historySentence } from "../i18n/sentences.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import type { IconName } from "../ui/icons.ts";

/** One call of the past. A call with one other person can be called back, the same way as it was. */
export function HistoryRow({ entry }: { readonly entry: HistoryEntry }) {
  const model = useModel();
  const names = entry.with.length > 0 ? formatNames(entry.with.map((person) => person.name)) : t("history.nobody");
  const other = entry.with.length === 1 ? entry.with[0] : undefined;
  const video = entry.media === "video";
  return (
    <li class="history__entry" data-missed={entry.missed}>
      <span class="history__icon">
        <Icon name={iconOf(entry)} />
      </span>
      <span class="history__text">
        <bdi class="history__name">{names}</bdi>
        <span class="history__when">
          {t(historySentence(entry))} · {formatMoment(entry.createdAt, Date.now())}
          {entry.answeredAt !== null && ` · ${formatDuration(entry.endedAt - entry.answeredAt)}`}
        </span>
      </span>
      {other !== undefined && (
        <IconButton
          icon={video ? "camera" : "phone"}
          label={video ? t("history.videoCallBack", { name: other.name }) : t("history.callBack", { name: other.name })}
          tip="none"
          onClick={() => model.call(other.id, entry.media)}
        />
      )}
    </li>
  );
}

function iconOf(entry: HistoryEntry): IconName {
  if (entry.missed) return "missed";
  return entry.direction === "link" ? "link" : entry.direction;
}
