import type { Key } from "../i18n/en.ts";
import { t } from "../i18n/language.ts";
import { Sheet } from "../ui/Sheet.tsx";
import { useModel } from "./context.ts";
import "./help-sheet.css";

const rows = [
  ["M", "help.mute"],
  ["V", "help.camera"],
  ["S", "help.screen"],
  ["C", "help.chat"],
  ["Enter", "help.accept"],
  ["Esc", "help.escape"],
  ["← ↑ → ↓", "help.arrows"],
  ["?", "help.help"],
] as const satisfies readonly (readonly [string, Key])[];

export function HelpSheet() {
  const model = useModel();
  return (
    <Sheet title={t("help.title")} size="small" onClose={() => (model.panel.value = null)}>
      <dl class="help">
        {rows.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
