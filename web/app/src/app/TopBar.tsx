import { t } from "../i18n/language.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { LookSwitches } from "../ui/LookSwitches.tsx";
import { Mark } from "../ui/Mark.tsx";
import { useModel } from "./context.ts";
import "./top-bar.css";

/** The bar above the lobby and the page of a link. */
export function TopBar() {
  const model = useModel();
  const connected = model.snapshot.value.signaling === "connected";
  return (
    <header class="top-bar">
      <a
        class="top-bar__home"
        href="/"
        onClick={(event) => {
          event.preventDefault();
          model.goTo("/");
        }}
      >
        <Mark lit={connected} />
        <span class="top-bar__name">{t("app.name")}</span>
      </a>
      <span class="top-bar__status" data-state={model.snapshot.value.signaling}>
        {connected ? t("status.online") : t("status.connecting")}
      </span>
      <nav class="top-bar__tools">
        <LookSwitches />
        <IconButton icon="diagnostics" label={t("diagnostics.title")} expanded={model.drawer.value === "diagnostics"} onClick={() => model.toggleDrawer("diagnostics")} />
        <IconButton icon="settings" label={t("settings.title")} onClick={() => (model.panel.value = "settings")} />
      </nav>
    </header>
  );
}
