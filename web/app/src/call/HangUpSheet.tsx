import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { Sheet } from "../ui/Sheet.tsx";
import "./hang-up-sheet.css";

/** Escape asks before it ends a call that is going on. */
export function HangUpSheet() {
  const model = useModel();
  const stay = () => (model.panel.value = null);
  return (
    <Sheet title={t("call.leave.title")} size="small" onClose={stay}>
      <p>{t("call.leave.text")}</p>
      <div class="hang-up-sheet__answers">
        <button type="button" class="button" data-first-focus onClick={stay}>
          {t("call.leave.stay")}
        </button>
        <button type="button" class="button button--stop" onClick={() => model.hangUp()}>
          {t("call.hangUp")}
        </button>
      </div>
    </Sheet>
  );
}
