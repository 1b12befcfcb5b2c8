import type { FileTransfer } from "@callbox/sdk";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { isOnStage, joined } from "../call/people.ts";
import { formatBytes } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { Text } from "../i18n/Text.tsx";
import { FileActions } from "./FileActions.tsx";
import { straightChoice, straightWay } from "./places.ts";
import { Picture } from "./Picture.tsx";
import { percentOf, progressText } from "./progress.ts";
import { shortName } from "./shortName.ts";
import { isOver } from "./states.ts";
import { statusOf } from "./status.ts";

interface Props {
  readonly transfer: FileTransfer;
  /** The same file to another person, whose name and picture stand above. */
  readonly follows: boolean;
  /** The file goes to several people. */
  readonly many: boolean;
}

/** One file, from or to one person: what it is, how it stands, and what can be done. */
export function FileItem({ transfer, follows, many }: Props) {
  const model = useModel();
  const item = useRef<HTMLLIElement>(null);
  const nameId = useId();
  const personId = useId();
  const { id, name, sizeBytes, state, direction, with: other } = transfer;
  const { call } = model.snapshot.value;
  const inCall = isOnStage(call) && joined(call).some(({ user }) => user.id === other.id);
  const status = statusOf(transfer, { inCall, straightWay: straightWay(), straightChoice: straightChoice(transfer), mistaken: model.files.mistaken.value.has(id), placed: model.files.placed.value.has(id) });
  useFocusKept(item, `${state} ${transfer.wantsFile}`);
  return (
    <li
      ref={item}
      class="file"
      tabIndex={-1}
      aria-labelledby={nameId}
      data-transfer-id={id}
      data-transfer-state={state}
      data-transfer-direction={direction}
      data-follows={follows}
      data-stands={status !== null && state !== "verifying"}
    >
      {!follows && <Picture transfer={transfer} />}
      <div class="file__what">
        <p id={nameId} class={follows ? "visually-hidden" : "file__name"}>
          <bdi title={name}>{shortName(name)}</bdi>
        </p>
        <p class="file__facts">
          {!follows && <span>{formatBytes(sizeBytes)}</span>}
          <span id={personId}>
            <Text id={direction === "outgoing" ? "files.to" : "files.from"} name={other.name} />
          </span>
        </p>
      </div>
      <div class="file__how">
        {hasProgress(transfer) && (
          <div class="file__bar" role="progressbar" aria-label={t("files.progress", { file: name })} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percentOf(transfer)}>
            <div style={{ inlineSize: `${percentOf(transfer)}%` }} />
          </div>
        )}
        <p class="file__status">
          {status !== null && <Text id={status} name={other.name} />}
          {status !== null && state === "paused" && t("files.joint")}
          {(status === null ? hasProgress(transfer) : state === "paused") && progressText(transfer)}
        </p>
      </div>
      <FileActions transfer={transfer} inCall={inCall} describedBy={many ? `${nameId} ${personId}` : nameId} />
    </li>
  );
}

function hasProgress(transfer: FileTransfer): boolean {
  return !isOver(transfer) && transfer.state !== "offered";
}

/** The button that one has pressed goes with what it could do; the keyboard stays at the file. */
function useFocusKept(item: { readonly current: HTMLElement | null }, change: string): void {
  const had = useRef(false);
  had.current = item.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (had.current && item.current !== null && !item.current.contains(document.activeElement)) item.current.focus({ preventScroll: true });
  }, [item, change]);
}
