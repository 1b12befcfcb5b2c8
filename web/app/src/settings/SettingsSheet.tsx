import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { Later } from "../ui/Later.tsx";
import { lazy } from "../ui/lazy.ts";
import { Sheet } from "../ui/Sheet.tsx";

const content = lazy(async () => (await import("./Settings.tsx")).Settings);

export function SettingsSheet() {
  const model = useModel();
  return (
    <Sheet title={t("settings.title")} onClose={() => (model.panel.value = null)}>
      <Later content={content} />
    </Sheet>
  );
}
