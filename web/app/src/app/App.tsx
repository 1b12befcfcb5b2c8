import { CallView } from "../call/CallView.tsx";
import { HangUpSheet } from "../call/HangUpSheet.tsx";
import { IncomingSheet } from "../call/IncomingSheet.tsx";
import { MoveSheet } from "../call/MoveSheet.tsx";
import { isIncoming, isOnStage } from "../call/people.ts";
import { ChatDrawer } from "../chat/ChatDrawer.tsx";
import { DiagnosticsDrawer } from "../diagnostics/DiagnosticsDrawer.tsx";
import { LazyFileIntake } from "../files/lazyFiles.tsx";
import { LinkView } from "../link/LinkView.tsx";
import { LobbyView } from "../lobby/LobbyView.tsx";
import { useCallNotification } from "../platform/useCallNotification.ts";
import { useDocumentLook } from "../platform/useTheme.ts";
import { useTitle } from "../platform/useTitle.ts";
import { AdoptView } from "../settings/AdoptView.tsx";
import { SettingsSheet } from "../settings/SettingsSheet.tsx";
import { useMessageSound } from "../sound/useMessageSound.ts";
import { useRinging } from "../sound/useRinging.ts";
import { WelcomeView } from "../welcome/WelcomeView.tsx";
import { Announcer } from "./Announcer.tsx";
import { useModel } from "./context.ts";
import { HelpSheet } from "./HelpSheet.tsx";
import { RefusedView, ReplacedView } from "./Interruption.tsx";
import { NoticeList } from "./NoticeList.tsx";
import { useKeys } from "./useKeys.ts";
import "./app.css";

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
      {model.panel.value === "settings" && <SettingsSheet />}
      {model.panel.value === "help" && <HelpSheet />}
      {model.panel.value === "hang-up" && isOnStage(call) && <HangUpSheet />}
      {model.panel.value === "move" && isOnStage(call) && <MoveSheet />}
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
  if (route.kind === "device") return <AdoptView secret={route.secret} />;
  if (signaling === "replaced") return <ReplacedView />;
  if (signaling === "refused") return <RefusedView />;
  if (isOnStage(call)) return <CallView key={call.id} call={call} />;
  if (route.kind === "link") return <LinkView key={route.link} link={route.link} />;
  return model.isInside ? <LobbyView /> : <WelcomeView />;
}
