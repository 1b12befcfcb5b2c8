import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { Later } from "../ui/Later.tsx";
import { lazy } from "../ui/lazy.ts";
import { Sheet } from "../ui/Sheet.tsx";

const content = lazy(async () => (await import("./MoveHelp.tsx")).MoveHelp);

export function MoveSheet() {
  const model = useModel();
  return (
    <Sheet title={t("call.move")} onClose={() => (model.panel.value = null)}>
      <Later content={content} />
    </Sheet>
  );
}
