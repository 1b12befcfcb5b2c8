import { useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { deviceAddress, isLocalOnly } from "../app/route.ts";
import { t } from "../i18n/language.ts";
import { Icon } from "../ui/Icon.tsx";
import { useCopy } from "../ui/useCopy.ts";
import { QrCode } from "./QrCode.tsx";
import "./settings.css";

/** The code that makes another device one of the same person. It appears on request only. */
export function DeviceCode() {
  const { client } = useModel();
  const [shown, setShown] = useState(false);
  const [copied, copy] = useCopy();
  const address = shown ? deviceAddress(location.origin, client.exportIdentity()) : "";
  return (
    <>
      {shown && <QrCode text={address} label={t("settings.device.qr")} />}
      {shown && isLocalOnly(location.hostname) && <p class="share-link__local">{t("link.local")}</p>}
      <div class="settings__row">
        <button type="button" class="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          <Icon name="device" />
          {shown ? t("settings.device.hide") : t("settings.device.show")}
        </button>
        {shown && (
          <button type="button" class="button" onClick={() => copy(address)}>
            <Icon name={copied ? "check" : "copy"} />
            {t("link.copy")}
          </button>
        )}
        <span role="status" class="settings__done">
          {copied ? t("link.copied") : ""}
        </span>
      </div>
    </>
  );
}
