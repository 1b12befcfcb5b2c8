import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { Drawer } from "../ui/Drawer.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { lazy } from "../ui/lazy.ts";
import { saveChat } from "./saveChat.ts";

const content = lazy(async () => (await import("./Chat.tsx")).Chat);

/** The chat beside the call. */
export function ChatDrawer() {
  const { snapshot } = useModel();
  const { call, me } = snapshot.value;
  return (
    <Drawer name="chat" title={t("chat.title")} back={t("chat.back")} content={content}>
      {call !== null && call.chat.messages.length > 0 && (
        <IconButton icon="download" label={t("chat.save")} tip="none" onClick={() => saveChat(call, me?.name ?? null)} />
      )}
    </Drawer>
  );
}
