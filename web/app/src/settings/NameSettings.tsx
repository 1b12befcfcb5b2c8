import { useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { NAME_LENGTH } from "../welcome/WelcomeView.tsx";

export function NameSettings() {
  const model = useModel();
  const current = model.snapshot.value.me?.name ?? model.client.savedName ?? "";
  const [name, setName] = useState(current);
  const [saved, setSaved] = useState(false);
  const save = async () => {
    await model.client.setProfile({ name: name.trim() });
    setSaved(true);
  };
  return (
    <form
      class="settings__section"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") model.run(save());
      }}
    >
      <div class="field">
        <label for="settings-name">{t("settings.name")}</label>
        <div class="settings__row">
          <input
            id="settings-name"
            class="input"
            value={name}
            maxLength={NAME_LENGTH}
            required
            autocomplete="nickname"
            onInput={(event) => {
              setSaved(false);
              setName(event.currentTarget.value);
            }}
          />
          <button type="submit" class="button" disabled={name.trim() === current}>
            {t("settings.save")}
          </button>
        </div>
        <span role="status" class="settings__done">
          {saved ? t("settings.saved") : ""}
        </span>
      </div>
    </form>
  );
}
