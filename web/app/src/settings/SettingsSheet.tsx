import { useModel } from "../app/context.ts";
import { isOnStage } from "../call/people.ts";
import { t } from "../i18n/language.ts";
import { Sheet } from "../ui/Sheet.tsx";
import { AnotherDevice } from "./AnotherDevice.tsx";
import { ChatSettings } from "./ChatSettings.tsx";
import { DeviceSettings } from "./DeviceSettings.tsx";
import { LookSettings } from "./LookSettings.tsx";
import { NameSettings } from "./NameSettings.tsx";
import { NotificationSettings } from "./NotificationSettings.tsx";
import "./settings.css";

export function SettingsSheet() {
  const model = useModel();
  const inCall = isOnStage(model.snapshot.value.call);
  return (
    <Sheet title={t("settings.title")} onClose={() => (model.panel.value = null)}>
      <DeviceSettings inCall={inCall} />
      {!inCall && <NameSettings />}
      <LookSettings />
      <ChatSettings />
      {!inCall && <NotificationSettings />}
      {!inCall && <AnotherDevice />}
      {!inCall && model.preferences.online.value && (
        <section class="settings__section">
          <button type="button" class="button" onClick={() => model.goOffline()}>
            {t("settings.goOffline")}
          </button>
        </section>
      )}
    </Sheet>
  );
}
