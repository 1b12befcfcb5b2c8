import { t } from "../i18n/language.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { useModel } from "./context.ts";
import "./notice-list.css";

/** Sentences about actions that did not work, at the foot of the page. */
export function NoticeList() {
  const { notices } = useModel();
  return (
    <div class="notice-list" role="status">
      {notices.list.value.map(({ id, sentence }) => (
        <div key={id} class="notice">
          <span>{t(sentence)}</span>
          <IconButton icon="close" label={t("close")} tip="none" onClick={() => notices.remove(id)} />
        </div>
      ))}
    </div>
  );
}
