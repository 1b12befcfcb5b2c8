import { useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { CallCard } from "../call/CallCard.tsx";
import { t } from "../i18n/language.ts";
import { Booth } from "../ui/Booth.tsx";
import { LookSwitches } from "../ui/LookSwitches.tsx";
import "./welcome.css";

/** The protocol's limit for names (docs/PROTOCOL.md, hello). */
export const NAME_LENGTH = 40;

/** The first visit, and being offline: a name, and the door. */
export function WelcomeView() {
  const model = useModel();
  const saved = model.client.savedName;
  const [name, setName] = useState(saved ?? "");
  return (
    <main class="welcome">
      <header class="welcome__bar">
        <LookSwitches />
      </header>
      <div class="welcome__picture">
        <Booth lit={name.trim() !== ""} />
      </div>
      <div class="welcome__text">
        <h1>{t("app.name")}</h1>
        <p class="welcome__tagline">{t("app.tagline")}</p>
        <CallCard />
        <form
          class="welcome__form"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== "") model.run(model.goOnline(name.trim()));
          }}
        >
          <div class="field">
            <label for="name">{t("welcome.name")}</label>
            <input
              id="name"
              class="input"
              value={name}
              maxLength={NAME_LENGTH}
              required
              autocomplete="nickname"
              aria-describedby="name-hint"
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <span id="name-hint" class="field__hint">
              {saved === null ? t("welcome.name.hint") : t("welcome.offline")}
            </span>
          </div>
          <button type="submit" class="button button--main welcome__go">
            {t("welcome.goOnline")}
          </button>
        </form>
        <p class="welcome__privacy">{t("welcome.privacy")}</p>
      </div>
    </main>
  );
}
