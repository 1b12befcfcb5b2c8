import { useSignalEffect } from "@preact/signals";
import { useModel } from "../app/context.ts";
import { joined } from "../call/people.ts";
import { FileList } from "../files/FileList.tsx";
import { filesOf } from "../files/states.ts";
import { t } from "../i18n/language.ts";
import { Composer } from "./Composer.tsx";
import { MessageList } from "./MessageList.tsx";
import "./chat.css";

/** The files of the call, what was written in it, and where one writes. All that is shown here has been read. */
export function Chat() {
  const model = useModel();
  const { call, files } = model.snapshot.value;
  useSignalEffect(() => {
    if (model.isReadingChat.value && (model.snapshot.value.call?.chat.unread ?? 0) > 0) model.client.readChat();
  });
  if (call === null) return null;
  const shared = filesOf(files, call);
  return (
    <div class="chat">
      <FileList files={shared} />
      {call.chat.messages.length > 0 && <MessageList call={call} />}
      {call.chat.messages.length === 0 && shared.length === 0 && (
        <div class="chat__empty">
          <p>{t("chat.empty")}</p>
          <p>{t("chat.empty.private")}</p>
        </div>
      )}
      <Composer alone={joined(call).length === 0} />
    </div>
  );
}
