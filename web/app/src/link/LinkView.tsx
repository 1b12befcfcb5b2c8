import { SignalingBanner } from "../app/SignalingBanner.tsx";
import { TopBar } from "../app/TopBar.tsx";
import { useModel } from "../app/context.ts";
import { CallCard } from "../call/CallCard.tsx";
import { t } from "../i18n/language.ts";
import { JoinForm } from "./JoinForm.tsx";
import { type Preview, useLinkPreview } from "./useLinkPreview.ts";
import "./link.css";

/** The page of a call by link: who is inside, how one looks, a name, and the door. */
export function LinkView({ link }: { readonly link: string }) {
  const { client, snapshot } = useModel();
  const [found, again] = useLinkPreview(client, link);
  const { call, elsewhere } = snapshot.value;
  return (
    <div class="link-page">
      <TopBar />
      <SignalingBanner />
      <main class="link-page__main">{call?.phase === "ended" || elsewhere !== null ? <Outside /> : <Found found={found} again={again} />}</main>
    </div>
  );
}

/** Whoever has just left sees how it ended; the camera does not go on again by itself. Who is inside with another device can come in with this one. */
function Outside() {
  const model = useModel();
  return (
    <div class="link-page__left">
      <h1>{t("link.title")}</h1>
      <CallCard />
      <button type="button" class="button" onClick={() => model.goTo("/")}>
        {t("link.lobby")}
      </button>
    </div>
  );
}

function Found({ found, again }: { readonly found: Preview; readonly again: () => void }) {
  switch (found.state) {
    case "looking":
      return <h1 class="link-page__looking">{t("link.looking")}</h1>;
    case "missing":
      return <DeadEnd title={t("link.missing.title")} text={t("link.missing.text")} />;
    case "there":
      if (found.preview.full) return <DeadEnd title={t("link.full.title")} text={t("link.full.text")} again={again} />;
      return <JoinForm preview={found.preview} />;
  }
}

function DeadEnd({ title, text, again }: { readonly title: string; readonly text: string; readonly again?: () => void }) {
  const model = useModel();
  return (
    <div class="link-page__dead-end">
      <h1>{title}</h1>
      <p>{text}</p>
      <div class="link-page__ways">
        {again !== undefined && (
          <button type="button" class="button button--main" onClick={again}>
            {t("link.again")}
          </button>
        )}
        <button type="button" class="button" onClick={() => model.goTo("/")}>
          {t("link.lobby")}
        </button>
      </div>
    </div>
  );
}
