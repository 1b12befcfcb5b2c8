import { t } from "../i18n/language.ts";
import { Drawer } from "../ui/Drawer.tsx";
import { lazy } from "../ui/lazy.ts";

const content = lazy(async () => (await import("./Diagnostics.tsx")).Diagnostics);

/** Log and graphs beside the page: one looks at them while talking. */
export function DiagnosticsDrawer() {
  return <Drawer name="diagnostics" title={t("diagnostics.title")} content={content} />;
}
