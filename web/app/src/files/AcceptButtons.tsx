import type { FileTransfer } from "@callbox/sdk";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { straightChoice, straightWay } from "./places.ts";

interface Props {
  readonly transfer: FileTransfer;
  /** Tells its buttons from those of the other files. */
  readonly describedBy?: string;
}

/** The answers to one offer. */
export function AcceptButtons({ transfer, describedBy }: Props) {
  const { client, files } = useModel();
  const choice = straightChoice(transfer);
  return (
    <>
      <button type="button" class="button button--main" aria-describedby={describedBy} disabled={transfer.wantsPlace && straightWay() === null} onClick={() => files.accept(transfer)}>
        {t("files.accept")}
      </button>
      {choice !== null && (
        <button type="button" class="button" aria-describedby={describedBy} onClick={() => files.acceptStraight(transfer)}>
          {t(`files.straight.${choice}`)}
        </button>
      )}
      <button type="button" class="button" aria-describedby={describedBy} onClick={() => client.declineFile(transfer.id)}>
        {t("files.decline")}
      </button>
    </>
  );
}
