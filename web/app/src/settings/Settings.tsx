import { useModel } from "../app/context.ts";
import { isOnStage } from "../call/people.ts";
import { t } from "../i18n/language.ts";
import { AnotherDevice } from "./AnotherDevice.tsx";
import { ChatSettings } from "./ChatSettings.tsx";
import { DeviceSettings } from "./DeviceSettings.tsx";
import { LookSettings } from "./LookSettings.tsx";
import { NameSettings } from "./NameSettings.tsx";
import { NotificationSettings } from "./NotificationSettings.tsx";
import "./settings.css";

/** What one can choose; in a call only what concerns it. */
export function Settings() {
  const model = useModel();
  const inCall = isOnStage(model.snapshot.value.call);
  return (
    <>
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
    </>
  );
}
