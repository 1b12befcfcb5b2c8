import { useComputed, useSignalEffect } from "@preact/signals";
import { useModel } from "../app/context.ts";
import { isIncoming, isOnStage, peerName } from "../call/people.ts";
import { t } from "../i18n/language.ts";

/** Slow enough to be read, quick enough to be seen. */
const FLASH_MS = 1000;

/** The window's title: who calls (flashing), who is in the call and how many messages and files wait there, how many calls were missed. */
export function useTitle(): void {
  const { snapshot, files } = useModel();
  const title = useComputed(() => {
    const { call, missed } = snapshot.value;
    if (call !== null && isIncoming(call)) return t("incoming.title", { name: peerName(call) });
    if (isOnStage(call)) return `${counted(call.chat.unread + files.unseen.value.length)}${peerName(call)} · ${t("app.name")}`;
    return `${counted(missed)}${t("app.name")}`;
  });
  const flashing = useComputed(() => snapshot.value.call !== null && isIncoming(snapshot.value.call));
  useSignalEffect(() => {
    const text = title.value;
    document.title = text;
    if (!flashing.value) return;
    const timer = setInterval(() => {
      document.title = document.title === text ? `☎ ${text}` : text;
    }, FLASH_MS);
    return () => clearInterval(timer);
  });
}

const counted = (count: number): string => (count > 0 ? `(${count}) ` : "");
