import { useModel } from "../app/context.ts";
import { formatBytes, formatNames } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { Text } from "../i18n/Text.tsx";
import { AcceptButtons } from "./AcceptButtons.tsx";
import { Picture } from "./Picture.tsx";
import { shortName } from "./shortName.ts";
import "./files.css";
import "./offers.css";

/** Over the call, while the list is closed: who offers what. One file can be answered here; several are looked at first, or taken all. */
export function Offers() {
  const { files, drawer } = useModel();
  const offers = files.unseen.value;
  const [first] = offers;
  if (first === undefined || drawer.value === "chat") return null;
  const acceptable = offers.filter(({ wantsPlace }) => !wantsPlace);
  return (
    <div class="offer" data-offers={offers.length}>
      <Picture transfer={first} />
      <p class="offer__text">
        {offers.length === 1 ? (
          <Text id="files.offer" name={first.with.name} file={shortName(first.name)} size={formatBytes(first.sizeBytes)} />
        ) : (
          <Text
            id="files.offers"
            name={formatNames([...new Set(offers.map((offer) => offer.with.name))])}
            count={String(offers.length)}
            size={formatBytes(offers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))}
          />
        )}
      </p>
      <div class="offer__answers">
        {offers.length === 1 ? (
          <AcceptButtons transfer={first} />
        ) : (
          <>
            <button type="button" class="button button--main" onClick={() => (drawer.value = "chat")}>
              {t("files.show")}
            </button>
            {acceptable.length === offers.length && (
              <button type="button" class="button" onClick={() => offers.forEach((offer) => files.accept(offer))}>
                {t("files.acceptAll")}
              </button>
            )}
          </>
        )}
      </div>
    </div>
  );
}
