import { useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { ShareLink } from "../link/ShareLink.tsx";
import { Icon } from "../ui/Icon.tsx";

/** Makes the address of a call and shows how to send it. */
export function NewLink() {
  const model = useModel();
  const [path, setPath] = useState<string | null>(null);
  const create = async () => {
    const link = await model.client.createLink("video");
    setPath(link.path);
  };
  return (
    <section aria-labelledby="new-link-title">
      <div class="section-head">
        <h2 id="new-link-title">{t("link.title")}</h2>
      </div>
      <div class="card new-link">
        <p>{t("link.text")}</p>
        {path !== null && <ShareLink path={path} />}
        <div class="new-link__actions">
          <button type="button" class={path === null ? "button button--main" : "button"} onClick={() => model.run(create())}>
            <Icon name="link" />
            {t("link.new")}
          </button>
          {path !== null && (
            <button type="button" class="button" onClick={() => model.goTo(path)}>
              {t("link.open")}
            </button>
          )}
        </div>
      </div>
    </section>
  );
}
