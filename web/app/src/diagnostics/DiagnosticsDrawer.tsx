import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { useFocusReturn } from "../ui/useFocus.ts";
import "./drawer.css";

/** The inside of the drawer with its graphs; loaded when somebody opens it for the first time. */
const content = signal<FunctionComponent | null>(null);

/** Beside the page, not in front of it: one looks at the graphs while talking. */
export function DiagnosticsDrawer() {
  const model = useModel();
  const Content = content.value;
  useFocusReturn();
  useEffect(() => {
    if (content.peek() === null) model.run(import("./Diagnostics.tsx").then((module) => (content.value = module.Diagnostics)));
  }, [model]);
  return (
    <aside class="drawer" aria-label={t("diagnostics.title")}>
      <header class="drawer__header">
        <h2>{t("diagnostics.title")}</h2>
        <IconButton icon="close" label={t("close")} tip="none" onClick={() => (model.diagnosticsOpen.value = false)} />
      </header>
      {Content === null ? <p class="drawer__loading">{t("app.loading")}</p> : <Content />}
    </aside>
  );
}
