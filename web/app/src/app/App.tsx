import { CallView } from "../call/CallView.tsx";
import { IncomingSheet } from "../call/IncomingSheet.tsx";
import { isIncoming, isOnStage } from "../call/people.ts";
import { ChatDrawer } from "../chat/ChatDrawer.tsx";
import { DiagnosticsDrawer } from "../diagnostics/DiagnosticsDrawer.tsx";
import { LazyFileIntake } from "../files/lazyFiles.tsx";
import { t } from "../i18n/language.ts";
import { LinkView } from "../link/LinkView.tsx";
import { LobbyView } from "../lobby/LobbyView.tsx";
import { useCallNotification } from "../platform/useCallNotification.ts";
import { useDocumentLook } from "../platform/useTheme.ts";
import { useTitle } from "../platform/useTitle.ts";
import { useMessageSound } from "../sound/useMessageSound.ts";
import { useRinging } from "../sound/useRinging.ts";
import { Later } from "../ui/Later.tsx";
import { LaterSheet } from "../ui/LaterSheet.tsx";
import { lazy } from "../ui/lazy.ts";
import { When } from "../ui/When.tsx";
import { WelcomeView } from "../welcome/WelcomeView.tsx";
import { Announcer } from "./Announcer.tsx";
import { useModel } from "./context.ts";
import { RefusedView, ReplacedView } from "./Interruption.tsx";
import { NoticeList } from "./NoticeList.tsx";
import { useKeys } from "./useKeys.ts";
import "./app.css";

const settings = lazy(async () => (await import("../settings/Settings.tsx")).Settings);
const keys = lazy(async () => (await import("./HelpKeys.tsx")).HelpKeys);
const move = lazy(async () => (await import("../call/MoveHelp.tsx")).MoveHelp);
const hangUp = lazy(async () => (await import("../call/HangUpSheet.tsx")).HangUpSheet);
const adoption = lazy(async () => (await import("../settings/AdoptView.tsx")).AdoptView);

export function App() {
  const model = useModel();
  useDocumentLook();
  useTitle();
  useRinging();
  useMessageSound();
  useCallNotification();
  useKeys();
  const { call } = model.snapshot.value;
  return (
    <>
      <div class="app" data-drawer={model.drawer.value}>
        <div class="app__view">
          <View />
        </div>
        {model.drawer.value === "diagnostics" && <DiagnosticsDrawer />}
        {model.drawer.value === "chat" && <ChatDrawer />}
      </div>
      {model.panel.value === "settings" && <LaterSheet title={t("settings.title")} content={settings} />}
      {model.panel.value === "help" && <LaterSheet title={t("help.title")} content={keys} size="small" />}
      <When part={hangUp} loaded={isOnStage(call)} shown={model.panel.value === "hang-up" && isOnStage(call)} />
      {model.panel.value === "move" && isOnStage(call) && <LaterSheet title={t("call.move")} content={move} />}
      {call !== null && isIncoming(call) && <IncomingSheet key={call.id} call={call} />}
      <LazyFileIntake />
      <NoticeList />
      <Announcer />
    </>
  );
}

/** The one view that has the page. A call comes before everything else. */
function View() {
  const model = useModel();
  const { signaling, call } = model.snapshot.value;
  const route = model.route.value;
  if (route.kind === "device") return <Later content={adoption} />;
  if (signaling === "replaced") return <ReplacedView />;
  if (signaling === "refused") return <RefusedView />;
  if (isOnStage(call)) return <CallView key={call.id} call={call} />;
  if (route.kind === "link") return <LinkView key={route.link} link={route.link} />;
  return model.isInside ? <LobbyView /> : <WelcomeView />;
}
