import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { FileList } from "./FileList.tsx";
import { isHere, isOver } from "./states.ts";

/** After the call: what is not over goes on in the next one, and what is saved can be saved again. */
export function PastFiles() {
  const { snapshot } = useModel();
  const files = snapshot.value.files.filter((transfer) => !isOver(transfer) || isHere(transfer));
  if (files.length === 0) return null;
  return (
    <div class="past-files">
      <h2>{t("files.title")}</h2>
      <FileList files={files} />
    </div>
  );
}
