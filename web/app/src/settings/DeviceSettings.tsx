import { useEffect, useRef, useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { MediaProblems } from "../call/MediaProblems.tsx";
import { t } from "../i18n/language.ts";
import { TonePlayer } from "../sound/TonePlayer.ts";
import { endTone } from "../sound/tones.ts";
import { Icon } from "../ui/Icon.tsx";
import { CameraPreview } from "./CameraPreview.tsx";
import { DeviceSelect } from "./DeviceSelect.tsx";

/** Camera, microphone and loudspeaker, with a preview that opens on request only. In a call the call itself is the preview. */
export function DeviceSettings({ inCall }: { readonly inCall: boolean }) {
  const model = useModel();
  const { client, snapshot } = model;
  const { devices, camera, microphone, speaker } = snapshot.value.local;
  const [preview, setPreview] = useState(inCall);
  const player = useRef(new TonePlayer());
  useEffect(() => {
    if (!preview || inCall) return;
    model.run(client.openPreview("video"));
    return () => client.closePreview();
  }, [preview, inCall, client, model]);
  return (
    <section class="settings__section" aria-label={t("settings.devices")}>
      {preview ? (
        <CameraPreview />
      ) : (
        <div class="settings__placeholder">
          <button type="button" class="button button--main" onClick={() => setPreview(true)}>
            <Icon name="camera" />
            {t("settings.preview")}
          </button>
        </div>
      )}
      {preview && <MediaProblems />}
      <DeviceSelect kind="camera" label={t("settings.camera")} devices={devices.cameras} chosen={camera.device} />
      <DeviceSelect kind="microphone" label={t("settings.microphone")} devices={devices.microphones} chosen={microphone.device} />
      {devices.speakers.length > 0 && <DeviceSelect kind="speaker" label={t("settings.speaker")} devices={devices.speakers} chosen={speaker} />}
      <button type="button" class="button" onClick={() => player.current.play(endTone)}>
        <Icon name="speaker" />
        {t("settings.testSound")}
      </button>
    </section>
  );
}
