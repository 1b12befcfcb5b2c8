import type { Key } from "../i18n/en.ts";
import { t } from "../i18n/language.ts";
import "./help-keys.css";

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

export function HelpKeys() {
  return (
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
  );
}
