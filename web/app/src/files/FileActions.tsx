import type { FileTransfer } from "@callbox/sdk";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { AcceptButtons } from "./AcceptButtons.tsx";
import { FileInput } from "./FileInput.tsx";
import { isHere, isOffer, isOver } from "./states.ts";

interface Props {
  readonly transfer: FileTransfer;
  /** Whether the other one is in the call: else there is nothing to pause. */
  readonly inCall: boolean;
  /** Tells its buttons from those of the other files. */
  readonly describedBy: string;
}

/** What can be done with a transfer now. */
export function FileActions({ transfer, inCall, describedBy }: Props) {
  const { client, files } = useModel();
  const { id, state, pausedBy, wantsFile } = transfer;
  if (isOffer(transfer)) {
    return (
      <div class="file__answers">
        <AcceptButtons transfer={transfer} describedBy={describedBy} />
      </div>
    );
  }
  if (isOver(transfer)) {
    const here = isHere(transfer) && !files.placed.value.has(id);
    return (
      <div class="file__actions">
        {here && <IconButton icon="download" label={t("files.again")} tip="none" describedBy={describedBy} onClick={() => files.save(transfer)} />}
        <IconButton icon="remove" label={t("files.remove")} tip="none" describedBy={describedBy} onClick={() => client.forgetFile(id)} />
      </div>
    );
  }
  const goes = inCall && (state === "sending" || state === "receiving") && !wantsFile;
  return (
    <>
      {wantsFile && (
        <div class="file__answers">
          <FileInput
            marks={{ "data-provide-file": id }}
            onFiles={([file]) => {
              if (file !== undefined) files.provide(transfer, file);
            }}
          >
            {(choose) => (
              <button type="button" class="button button--main" aria-describedby={describedBy} onClick={choose}>
                {t("files.choose")}
              </button>
            )}
          </FileInput>
        </div>
      )}
      <div class="file__actions">
        {goes && <IconButton icon="pause" label={t("files.pause")} tip="none" describedBy={describedBy} onClick={() => client.pauseFile(id)} />}
        {state === "paused" && pausedBy.me && <IconButton icon="resume" label={t("files.resume")} tip="none" describedBy={describedBy} onClick={() => client.resumeFile(id)} />}
        <IconButton icon="close" label={t("files.cancel")} tip="none" describedBy={describedBy} onClick={() => client.cancelFile(id)} />
      </div>
    </>
  );
}
