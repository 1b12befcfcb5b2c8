import type { CallSnapshot } from "@callbox/sdk";
import { useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { FileOffers } from "../files/lazyFiles.tsx";
import { useWakeLock } from "../platform/useWakeLock.ts";
import { useFocusWhenLost } from "../ui/useFocus.ts";
import { CallBanner } from "./CallBanner.tsx";
import { CallHeader } from "./CallHeader.tsx";
import { ControlBar } from "./ControlBar.tsx";
import { MediaProblems } from "./MediaProblems.tsx";
import { joined } from "./people.ts";
import { RemoteSound } from "./RemoteSound.tsx";
import { SelfView } from "./SelfView.tsx";
import { Stage } from "./Stage.tsx";
import "./call-view.css";

/** A call that is being made or is going on; it takes the whole page. */
export function CallView({ call }: { readonly call: CallSnapshot }) {
  const { local } = useModel().snapshot.value;
  const view = useRef<HTMLElement>(null);
  useWakeLock(true);
  useFocusWhenLost(view);
  const streams = joined(call).flatMap((participant) => (participant.stream === null ? [] : [participant.stream]));
  return (
    <main ref={view} class="call-view" tabIndex={-1} data-call-state={call.phase} data-media={call.media}>
      <CallHeader call={call} />
      <div class="call-view__stage">
        <div class="call-view__banners">
          <CallBanner call={call} />
          <MediaProblems />
          <FileOffers />
        </div>
        <Stage call={call} />
        {local.stream !== null && local.camera.on && <SelfView stream={local.stream} />}
        <RemoteSound streams={streams} speaker={local.speaker} />
      </div>
      <ControlBar call={call} />
    </main>
  );
}
