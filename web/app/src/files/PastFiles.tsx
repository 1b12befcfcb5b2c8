import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { FileList } from "./FileList.tsx";

/** After the call: what is not over goes on in the next one, and what is saved can be saved again. */
export function PastFiles() {
  const { files } = useModel().snapshot.value;
  if (files.length === 0) return null;
  return (
    <div class="past-files">
      <h2>{t("files.title")}</h2>
      <FileList files={files} />
    </div>
  );
}
