import { useState } from "preact/hooks";
import { t } from "../i18n/language.ts";

/** Asks for notifications only when somebody presses the button for them. */
export function NotificationSettings() {
  const [permission, setPermission] = useState(() => ("Notification" in window ? Notification.permission : null));
  if (permission === null) return null;
  return (
    <section class="settings__section">
      {permission === "default" ? (
        <button type="button" class="button" onClick={() => void Notification.requestPermission().then(setPermission)}>
          {t("settings.notify")}
        </button>
      ) : (
        <p class="settings__hint">{permission === "granted" ? t("settings.notify.on") : t("settings.notify.denied")}</p>
      )}
    </section>
  );
}
