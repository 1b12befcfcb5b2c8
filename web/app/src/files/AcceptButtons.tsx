import type { FileTransfer } from "@callbox/sdk";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { canPickPlace, hasChoiceOfPlace } from "./Files.ts";

interface Props {
  readonly transfer: FileTransfer;
  /** Tells its buttons from those of the other files. */
  readonly describedBy?: string;
}

/** The answers to one offer. */
export function AcceptButtons({ transfer, describedBy }: Props) {
  const { client, files } = useModel();
  return (
    <>
      <button type="button" class="button button--main" aria-describedby={describedBy} disabled={transfer.wantsPlace && !canPickPlace()} onClick={() => files.accept(transfer)}>
        {t("files.accept")}
      </button>
      {hasChoiceOfPlace(transfer) && (
        <button type="button" class="button" aria-describedby={describedBy} onClick={() => files.acceptAtPlace(transfer)}>
          {t("files.acceptAt")}
        </button>
      )}
      <button type="button" class="button" aria-describedby={describedBy} onClick={() => client.declineFile(transfer.id)}>
        {t("files.decline")}
      </button>
    </>
  );
}
