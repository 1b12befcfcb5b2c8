import type { CallSnapshot } from "@callbox/sdk";
import { useId } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { pluralForm } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { IconButton } from "../ui/IconButton.tsx";
import "./chat-button.css";

/** What is more than two digits would be wider than the badge. */
const MOST_SHOWN = 99;

/** Opens and closes the chat, and counts what nobody has read. */
export function ChatButton({ call }: { readonly call: CallSnapshot }) {
  const model = useModel();
  const countId = useId();
  const open = model.drawer.value === "chat";
  const messages = call.chat.unread;
  const files = model.files.unseen.value.length;
  const unread = messages + files;
  const said = [
    ...(messages > 0 ? [t(`chat.unread.${pluralForm(messages)}`, { count: String(messages) })] : []),
    ...(files > 0 ? [t(`files.unread.${pluralForm(files)}`, { count: String(files) })] : []),
  ];
  return (
    <span class="chat-button">
      <IconButton
        icon="chat"
        label={open ? t("chat.close") : t("chat.open")}
        describedBy={countId}
        pressed={open}
        tip="above"
        shortcut="C"
        onClick={() => model.toggleDrawer("chat")}
      />
      {unread > 0 && (
        <span class="chat-button__badge" aria-hidden="true" data-unread={unread}>
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
      <span id={countId} class="visually-hidden" role="status">
        {said.join(t("files.joint"))}
      </span>
    </span>
  );
}
