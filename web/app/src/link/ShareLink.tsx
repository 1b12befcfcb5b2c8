import { useRef } from "preact/hooks";
import { isLocalOnly } from "../app/route.ts";
import { t } from "../i18n/language.ts";
import { Icon } from "../ui/Icon.tsx";
import { useCopy } from "../ui/useCopy.ts";
import "./share-link.css";

/** The address of a call by link, to copy or to hand to another program. */
export function ShareLink({ path }: { readonly path: string }) {
  const address = new URL(path, location.origin).href;
  const field = useRef<HTMLInputElement>(null);
  const [copied, copy] = useCopy(() => field.current?.select());
  return (
    <div class="share-link">
      <input ref={field} class="input share-link__address" readOnly value={address} aria-label={t("link.address")} onFocus={(event) => event.currentTarget.select()} />
      <div class="share-link__actions">
        <button type="button" class="button button--main" onClick={() => copy(address)}>
          <Icon name={copied ? "check" : "copy"} />
          {t("link.copy")}
        </button>
        {"share" in navigator && (
          <button type="button" class="button" onClick={() => void navigator.share({ url: address }).catch(() => undefined)}>
            <Icon name="send" />
            {t("link.share")}
          </button>
        )}
        <span role="status" class="share-link__copied">
          {copied ? t("link.copied") : ""}
        </span>
      </div>
      {isLocalOnly(location.hostname) && <p class="share-link__local">{t("link.local")}</p>}
    </div>
  );
}
