import type { CallSnapshot } from "@callbox/sdk";
import { useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { saveChat } from "../chat/saveChat.ts";
import { Text } from "../i18n/Text.tsx";
import { formatDuration } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { endedSentence } from "../i18n/sentences.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { useFocusWhenLost } from "../ui/useFocus.ts";
import { peerName } from "./people.ts";
import "./ended-card.css";

/** How the last call ended: the next call is one press away, nothing has to be closed first. */
export function EndedCard({ call }: { readonly call: CallSnapshot }) {
  const model = useModel();
  const card = useRef<HTMLElement>(null);
  const reason = call.endReason ?? "failed";
  const answered = reason === "answered-elsewhere";
  // The end here was the move to another device; how long the call lasted is told there.
  const whole = !answered && reason !== "replaced";
  useFocusWhenLost(card);
  const again = () => {
    model.client.dismiss();
    const other = call.participants[0];
    if (call.link !== null) model.run(model.client.joinLink(call.link, call.media));
    else if (other !== undefined) model.call(other.user.id, call.media);
  };
  return (
    <section ref={card} class="ended-card" tabIndex={-1} data-call-state="ended" data-end-reason={reason}>
      <Icon name="hang-up" />
      <p>
        <Text id={endedSentence(reason, call.direction)} name={peerName(call)} />
        {whole && call.answeredAt !== null && call.endedAt !== null && (
          <span class="ended-card__lasted">
            {" "}
            <Text id="ended.lasted" duration={formatDuration(call.endedAt - call.answeredAt)} />
          </span>
        )}
      </p>
      {call.chat.messages.length > 0 && (
        <button type="button" class="button" onClick={() => saveChat(call, model.snapshot.peek().me?.name ?? null)}>
          <Icon name="download" />
          {t("chat.save")}
        </button>
      )}
      {!answered && (
        <button type="button" class="button" onClick={again}>
          <Icon name={call.media === "video" ? "camera" : "phone"} />
          {againText(call)}
        </button>
      )}
      <IconButton icon="close" label={t("ended.close")} tip="none" onClick={() => model.client.dismiss()} />
    </section>
  );
}

function againText(call: CallSnapshot): string {
  if (call.link !== null) return t("ended.joinAgain");
  return call.direction === "incoming" && call.answeredAt === null ? t("ended.back") : t("ended.again");
}
