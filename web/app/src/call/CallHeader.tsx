import type { CallSnapshot } from "@callbox/sdk";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { Elapsed } from "../ui/Elapsed.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Mark } from "../ui/Mark.tsx";
import { joined, peerName } from "./people.ts";
import { phaseText } from "./phase.ts";
import "./call-header.css";

/** With whom, in which state, for how long; and the tools that are not needed in every minute. */
export function CallHeader({ call }: { readonly call: CallSnapshot }) {
  const model = useModel();
  const talking = call.phase === "active" && call.answeredAt !== null && joined(call).length > 0;
  return (
    <header class="call-header">
      <Mark lit={call.phase === "active"} />
      <div class="call-header__text">
        <h1>
          <bdi>{peerName(call)}</bdi>
        </h1>
        <p>
          {phaseText(call.phase)}
          {talking && call.answeredAt !== null && (
            <>
              {" · "}
              <Elapsed since={call.answeredAt} />
            </>
          )}
        </p>
      </div>
      <IconButton icon="devices" label={t("call.move")} onClick={() => (model.panel.value = "move")} />
      <IconButton icon="diagnostics" label={t("diagnostics.title")} expanded={model.drawer.value === "diagnostics"} onClick={() => model.toggleDrawer("diagnostics")} />
      <span class="call-header__help">
        <IconButton icon="keys" label={t("help.title")} shortcut="?" onClick={() => (model.panel.value = "help")} />
      </span>
      <IconButton icon="settings" label={t("settings.title")} onClick={() => (model.panel.value = "settings")} />
    </header>
  );
}
