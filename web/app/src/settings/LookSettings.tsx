import { useModel } from "../app/context.ts";
import { themes, type Theme } from "../app/preferences.ts";
import { type Language, language, languageNames, t } from "../i18n/language.ts";

export function LookSettings() {
  const { preferences } = useModel();
  return (
    <section class="settings__section settings__pair" aria-label={t("settings.look")}>
      <div class="field">
        <label for="settings-language">{t("settings.language")}</label>
        <select id="settings-language" class="select" value={language.value} onChange={(event) => (language.value = event.currentTarget.value as Language)}>
          {Object.entries(languageNames).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="settings-theme">{t("settings.theme")}</label>
        <select id="settings-theme" class="select" value={preferences.theme.value} onChange={(event) => (preferences.theme.value = event.currentTarget.value as Theme)}>
          {themes.map((theme) => (
            <option key={theme} value={theme}>
              {t(`settings.theme.${theme}`)}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}
