import { useModel } from "../app/context.ts";
import { language, t } from "../i18n/language.ts";
import { otherTheme } from "../platform/useTheme.ts";
import { IconButton } from "./IconButton.tsx";
import "./look-switches.css";

/** Language and colours, one press each; the settings have the full choice. */
export function LookSwitches() {
  const { preferences } = useModel();
  const next = otherTheme(preferences);
  const otherLanguage = language.value === "en" ? "zh" : "en";
  return (
    <div class="look-switches">
      <button type="button" class="look-switches__language" lang={otherLanguage === "zh" ? "zh-CN" : "en"} onClick={() => (language.value = otherLanguage)}>
        {t("language.other")}
      </button>
      <IconButton
        icon={next === "dark" ? "moon" : "sun"}
        label={next === "dark" ? t("theme.toDark") : t("theme.toLight")}
        onClick={() => (preferences.theme.value = next)}
      />
    </div>
  );
}
