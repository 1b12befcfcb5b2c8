import type { CallSnapshot } from "@callbox/sdk";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { isTyping } from "../app/useKeys.ts";
import { t } from "../i18n/language.ts";
import { soundBlocked } from "../sound/context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { peerName, present } from "./people.ts";
import "./incoming-sheet.css";

/** Somebody calls. Nothing is opened before the answer: neither camera nor microphone. */
export function IncomingSheet({ call }: { readonly call: CallSnapshot }) {
  const model = useModel();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    model.enterAccepts = !isTyping(document.activeElement);
    dialog.current?.showModal();
    // Not a button: the next key of somebody who was just writing must not answer or decline.
    dialog.current?.focus();
  }, []);
  const caller = present(call)[0]?.user;
  const video = call.media === "video";
  return (
    <dialog ref={dialog} class="incoming" tabIndex={-1} aria-labelledby={titleId} data-call-state="ringing" data-media={call.media} onCancel={(event) => event.preventDefault()}>
      <div class="incoming__ring">
        <Avatar id={caller?.id ?? ""} name={peerName(call)} size="large" />
      </div>
      <h2 id={titleId}>
        <bdi>{peerName(call)}</bdi> <span>{video ? t("incoming.video") : t("incoming.audio")}</span>
      </h2>
      <div class="incoming__answers">
        <button type="button" class="button button--go" onClick={() => model.accept(call.media)}>
          <Icon name={video ? "camera" : "phone"} />
          {t("incoming.accept")}
        </button>
        <button type="button" class="button button--stop" onClick={() => model.decline()}>
          <Icon name="hang-up" />
          {t("incoming.decline")}
        </button>
        {video && (
          <button type="button" class="button incoming__audio" onClick={() => model.accept("audio")}>
            <Icon name="phone" />
            {t("incoming.acceptAudio")}
          </button>
        )}
      </div>
      {soundBlocked.value ? <p class="incoming__hint">{t("incoming.quiet")}</p> : <p class="incoming__hint incoming__hint--keys">{t("incoming.enter")}</p>}
    </dialog>
  );
}
