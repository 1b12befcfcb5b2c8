import { t } from "../i18n/language.ts";
import { Booth } from "../ui/Booth.tsx";

/** Nobody else is online: what to do now. */
export function EmptyLobby() {
  return (
    <section class="empty-lobby">
      <Booth lit={true} />
      <div>
        <h2>{t("lobby.empty.title")}</h2>
        <p>{t("lobby.empty.text")}</p>
      </div>
    </section>
  );
}
