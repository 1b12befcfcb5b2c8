import { Interruption } from "../app/Interruption.tsx";
import { useModel } from "../app/context.ts";
import { Text } from "../i18n/Text.tsx";
import { t } from "../i18n/language.ts";

/** Asks before an identity from the address becomes the identity of this device. */
export function AdoptView() {
  const model = useModel();
  const route = model.route.value;
  if (route.kind !== "device") return null;
  const name = model.client.savedName;
  const text = (
    <>
      <p>{t("adopt.text")}</p>
      {name !== null && (
        <p>
          <Text id="adopt.replace" name={name} />
        </p>
      )}
    </>
  );
  return (
    <Interruption title={t("adopt.title")} text={text} lit={true}>
      <button type="button" class="button button--main" onClick={() => model.adopt(route.secret)}>
        {t("adopt.yes")}
      </button>
      <button type="button" class="button" onClick={() => model.leaveAdoption()}>
        {t("adopt.no")}
      </button>
    </Interruption>
  );
}
