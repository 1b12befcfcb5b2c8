import { useComputed, useSignalEffect } from "@preact/signals";
import { useModel } from "../app/context.ts";
import { isIncoming, peerName } from "../call/people.ts";
import { t } from "../i18n/language.ts";

/** Shows an incoming call as a notification while the window is hidden, if the person has allowed that before. */
export function useCallNotification(): void {
  const { snapshot } = useModel();
  const caller = useComputed(() => {
    const { call } = snapshot.value;
    return call !== null && isIncoming(call) ? peerName(call) : null;
  });
  useSignalEffect(() => {
    if (caller.value === null || !document.hidden || !mayNotify()) return;
    const notification = new Notification(t("incoming.title", { name: caller.value }), { icon: "/icon-192.png", requireInteraction: true });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return () => notification.close();
  });
}

export function mayNotify(): boolean {
  return "Notification" in window && Notification.permission === "granted";
}
