import type { FileTransfer } from "@callbox/sdk";
import { t } from "../i18n/language.ts";
import { useModel } from "../app/context.ts";
import { FileItem } from "./FileItem.tsx";
import { groupsOf } from "./groups.ts";
import { isOffer, isOver } from "./states.ts";
import "./files.css";

/** Files on their way, offered and past: the last ones first. */
export function FileList({ files }: { readonly files: readonly FileTransfer[] }) {
  const model = useModel();
  const offers = files.filter((transfer) => isOffer(transfer) && !transfer.wantsPlace);
  const over = files.filter(isOver);
  if (files.length === 0) return null;
  return (
    <section class="files" aria-label={t("files.title")}>
      {offers.length > 1 && (
        <button type="button" class="button files__all" onClick={() => offers.forEach((offer) => model.files.accept(offer))}>
          {t("files.acceptAll")}
        </button>
      )}
      <ul>
        {groupsOf(files).flatMap((group) => group.map((transfer, index) => <FileItem key={transfer.id} transfer={transfer} follows={index > 0} many={group.length > 1} />))}
      </ul>
      {over.length > 1 && (
        <button type="button" class="button button--quiet files__all" onClick={() => over.forEach(({ id }) => model.client.forgetFile(id))}>
          {t("files.clear")}
        </button>
      )}
    </section>
  );
}
