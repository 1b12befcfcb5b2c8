import { useSignalEffect } from "@preact/signals";
import { useModel } from "../app/context.ts";
import { joined } from "../call/people.ts";
import { FileList } from "../files/FileList.tsx";
import { filesOf } from "../files/states.ts";
import { t } from "../i18n/language.ts";
import { Composer } from "./Composer.tsx";
import { MessageList } from "./MessageList.tsx";
import "./chat.css";

/** What was written in the call, and where one writes. All that is shown here has been read. */
export function Chat() {
  const model = useModel();
  const { call, files } = model.snapshot.value;
  useSignalEffect(() => {
    if (model.isReadingChat.value && (model.snapshot.value.call?.chat.unread ?? 0) > 0) model.client.readChat();
  });
  if (call === null) return null;
  return (
    <div class="chat">
      <FileList files={filesOf(files, call)} />
      {call.chat.messages.length === 0 ? (
        <div class="chat__empty">
          <p>{t("chat.empty")}</p>
          <p>{t("chat.empty.private")}</p>
        </div>
      ) : (
        <MessageList call={call} />
      )}
      <Composer alone={joined(call).length === 0} />
    </div>
  );
}
