import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { DeviceCode } from "../settings/DeviceCode.tsx";
import { Sheet } from "../ui/Sheet.tsx";

/** How a call gets to another device: the person takes it there, and a device that is new becomes theirs first. */
export function MoveSheet() {
  const model = useModel();
  return (
    <Sheet title={t("call.move")} onClose={() => (model.panel.value = null)}>
      <section class="settings__section">
        <p>{t("call.move.text", { button: t("elsewhere.take") })}</p>
        <p class="settings__hint">{t("call.move.new")}</p>
        <DeviceCode />
      </section>
    </Sheet>
  );
}
