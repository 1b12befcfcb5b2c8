import { signal, useSignalEffect } from "@preact/signals";
import { useModel } from "../app/context.ts";
import type { Preferences } from "../app/preferences.ts";
import { language } from "../i18n/language.ts";

const darkQuery = matchMedia("(prefers-color-scheme: dark)");
const systemIsDark = signal(darkQuery.matches);
darkQuery.addEventListener("change", (event) => {
  systemIsDark.value = event.matches;
});

export function isDark(preferences: Preferences): boolean {
  const theme = preferences.theme.value;
  return theme === "system" ? systemIsDark.value : theme === "dark";
}

/** Carries the chosen colours and language over to the document. */
export function useDocumentLook(): void {
  const { preferences } = useModel();
  useSignalEffect(() => {
    document.documentElement.dataset["theme"] = preferences.theme.value;
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  });
}

/** The look that a switch would lead to. */
export function otherTheme(preferences: Preferences): "light" | "dark" {
  return isDark(preferences) ? "light" : "dark";
}

