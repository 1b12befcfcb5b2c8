import { t } from "../i18n/language.ts";
import { DeviceCode } from "./DeviceCode.tsx";

/** Carries the identity to another device of the same person. */
export function AnotherDevice() {
  return (
    <section class="settings__section">
      <h3>{t("settings.device")}</h3>
      <p class="settings__hint">{t("settings.device.text")}</p>
      <DeviceCode />
    </section>
  );
}
