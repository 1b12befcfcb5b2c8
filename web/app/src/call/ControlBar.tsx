import type { CallSnapshot } from "@callbox/sdk";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { ChatButton } from "./ChatButton.tsx";
import { isOutgoing } from "./people.ts";
import "./control-bar.css";

/** Microphone, camera, screen, chat, and the end. */
export function ControlBar({ call }: { readonly call: CallSnapshot }) {
  const model = useModel();
  const { microphone, camera, screenShare } = model.snapshot.value.local;
  const outgoing = isOutgoing(call);
  return (
    <div class="control-bar" role="group" aria-label={t("call.controls")}>
      <IconButton
        icon={microphone.on ? "mic" : "mic-off"}
        label={microphone.on ? t("call.mute") : t("call.unmute")}
        pressed={!microphone.on}
        tip="above"
        shortcut="M"
        onClick={() => model.toggleMicrophone()}
      />
      <IconButton
        icon={camera.on ? "camera" : "camera-off"}
        label={camera.on ? t("call.cameraOff") : t("call.cameraOn")}
        pressed={!camera.on}
        tip="above"
        shortcut="V"
        onClick={() => model.toggleCamera()}
      />
      {screenShare.supported && !outgoing && (
        <IconButton
          icon={screenShare.on ? "screen-off" : "screen"}
          label={screenShare.on ? t("call.stopSharing") : t("call.share")}
          pressed={screenShare.on}
          tip="above"
          shortcut="S"
          onClick={() => model.toggleScreen()}
        />
      )}
      {!outgoing && <ChatButton call={call} />}
      <IconButton kind="stop" icon="hang-up" label={outgoing ? t("call.cancel") : t("call.hangUp")} tip="above" onClick={() => model.hangUp()} />
    </div>
  );
}
