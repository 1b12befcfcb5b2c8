import { useModel } from "../app/context.ts";
import { filesOf, isOver } from "../files/states.ts";
import { Text } from "../i18n/Text.tsx";
import { formatNames } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { Sheet } from "../ui/Sheet.tsx";
import "./hang-up-sheet.css";

/** Escape asks before it ends a call that is going on. */
export function HangUpSheet() {
  const model = useModel();
  const { call, files } = model.snapshot.value;
  const open = call === null ? [] : filesOf(files, call).filter((transfer) => !isOver(transfer));
  const stay = () => (model.panel.value = null);
  return (
    <Sheet title={t("call.leave.title")} size="small" onClose={stay}>
      <p>{t("call.leave.text")}</p>
      {open.length > 0 && (
        <p>
          <Text id="files.leave" name={formatNames([...new Set(open.map((transfer) => transfer.with.name))])} />
        </p>
      )}
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
