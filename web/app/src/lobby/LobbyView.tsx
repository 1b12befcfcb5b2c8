import { useModel } from "../app/context.ts";
import { SignalingBanner } from "../app/SignalingBanner.tsx";
import { TopBar } from "../app/TopBar.tsx";
import { CallCard } from "../call/CallCard.tsx";
import { Text } from "../i18n/Text.tsx";
import { t } from "../i18n/language.ts";
import { HistoryList } from "./HistoryList.tsx";
import { NewLink } from "./NewLink.tsx";
import { PeopleList } from "./PeopleList.tsx";
import "./lobby.css";

/** Who is online, a link to send, and the calls of the last time. */
export function LobbyView() {
  const { snapshot, client } = useModel();
  const name = snapshot.value.me?.name ?? client.savedName;
  return (
    <div class="lobby">
      <TopBar />
      <SignalingBanner />
      <main class="lobby__main">
        <div class="lobby__head">
          <h1>{name === null ? t("app.name") : <Text id="lobby.greeting" name={name} />}</h1>
          {snapshot.value.signaling === "connected" && <p>{t("lobby.reachable")}</p>}
        </div>
        <div class="lobby__call">
          <CallCard />
        </div>
        <div class="lobby__people">
          <PeopleList />
        </div>
        <div class="lobby__side">
          <NewLink />
          <HistoryList />
        </div>
      </main>
    </div>
  );
}
