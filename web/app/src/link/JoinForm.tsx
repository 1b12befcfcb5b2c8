import type { LinkPreview } from "@callbox/sdk";
import { useEffect, useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { MediaProblems } from "../call/MediaProblems.tsx";
import { Text } from "../i18n/Text.tsx";
import { formatNames } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { CameraPreview } from "../settings/CameraPreview.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { NAME_LENGTH } from "../welcome/WelcomeView.tsx";

export function JoinForm({ preview }: { readonly preview: LinkPreview }) {
  const model = useModel();
  const { client } = model;
  const known = model.snapshot.value.me?.name ?? client.savedName ?? "";
  const [name, setName] = useState(known);
  const [camera, setCamera] = useState(preview.media === "video");
  const [joining, setJoining] = useState(false);
  useEffect(() => {
    model.run(client.openPreview(camera ? "video" : "audio"));
  }, [camera, client, model]);
  useEffect(() => () => client.closePreview(), [client]);

  const join = async () => {
    setJoining(true);
    try {
      if (name.trim() !== known) await client.setProfile({ name: name.trim() });
      await client.joinLink(preview.link, camera ? "video" : "audio");
    } finally {
      setJoining(false);
    }
  };

  return (
    <div class="join">
      <div class="join__picture">
        <CameraPreview />
        <div class="join__switch">
          <IconButton icon={camera ? "camera" : "camera-off"} label={camera ? t("call.cameraOff") : t("call.cameraOn")} pressed={!camera} tip="above" onClick={() => setCamera(!camera)} />
        </div>
      </div>
      <form
        class="join__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") model.run(join());
        }}
      >
        <h1>{t("link.invited")}</h1>
        <p class="join__inside">{preview.names.length === 0 ? t("link.inside.none") : <Text id="link.inside" names={formatNames(preview.names)} />}</p>
        <div class="field">
          <label for="name">{t("welcome.name")}</label>
          <input id="name" class="input" value={name} maxLength={NAME_LENGTH} required autocomplete="nickname" onInput={(event) => setName(event.currentTarget.value)} />
        </div>
        <button type="submit" class="button button--main join__go" disabled={joining}>
          {t("link.join")}
        </button>
        <MediaProblems />
      </form>
    </div>
  );
}
