import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { FileInput } from "./FileInput.tsx";

/** Picks files and offers them to all who are in the call. */
export function SendFiles({ alone }: { readonly alone: boolean }) {
  const { files } = useModel();
  return (
    <FileInput multiple marks={{ "data-send-files": "" }} onFiles={(picked) => files.send(picked)}>
      {(choose) => <IconButton icon="paperclip" label={t("files.send")} tip="none" disabled={alone} onClick={choose} />}
    </FileInput>
  );
}
