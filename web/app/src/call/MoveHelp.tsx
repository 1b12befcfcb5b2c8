import { t } from "../i18n/language.ts";
import { DeviceCode } from "../settings/DeviceCode.tsx";

/** How a call gets to another device: the person takes it there, and a device that is new becomes theirs first. */
export function MoveHelp() {
  return (
    <section class="settings__section">
      <p>{t("call.move.text", { button: t("elsewhere.take") })}</p>
      <p class="settings__hint">{t("call.move.new")}</p>
      <DeviceCode />
    </section>
  );
}
