import { useEffect } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { pluralForm } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { HistoryRow } from "./HistoryRow.tsx";
import "./history.css";

/** A missed call counts as seen when the list has been in view for this long. */
const SEEN_AFTER_MS = 4000;

export function HistoryList() {
  const model = useModel();
  const { history, historyHasMore, missed } = model.snapshot.value;
  useEffect(() => {
    if (missed === 0) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") model.run(model.client.markHistorySeen());
    }, SEEN_AFTER_MS);
    return () => clearInterval(timer);
  }, [missed, model]);
  return (
    <section aria-labelledby="history-title">
      <div class="section-head">
        <h2 id="history-title">{t("history.title")}</h2>
        {missed > 0 && <span class="history__missed">{t(`history.missed.${pluralForm(missed)}`, { count: String(missed) })}</span>}
      </div>
      {history.length === 0 ? (
        <p class="history__empty">{t("history.empty")}</p>
      ) : (
        <ul class="history">
          {history.map((entry) => (
            <HistoryRow key={entry.call} entry={entry} />
          ))}
        </ul>
      )}
      {historyHasMore && (
        <button type="button" class="button button--quiet" onClick={() => model.run(model.client.loadMoreHistory())}>
          {t("history.more")}
        </button>
      )}
    </section>
  );
}
