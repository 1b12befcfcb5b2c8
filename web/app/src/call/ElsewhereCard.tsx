import type { CallElsewhere, CallSnapshot } from "@callbox/sdk";
import { useRef } from "preact/hooks";
import { QUIET_MS } from "../app/SignalingBanner.tsx";
import { useModel } from "../app/context.ts";
import { Text } from "../i18n/Text.tsx";
import { formatNames } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { elsewhereSentence } from "../i18n/sentences.ts";
import { Elapsed } from "../ui/Elapsed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useFocusWhenLost } from "../ui/useFocus.ts";
import { useNow } from "../ui/useNow.ts";
import "./elsewhere-card.css";

interface Props {
  readonly elsewhere: CallElsewhere;
  /** The last call of this device: the same one, when it has moved away from here. */
  readonly call: CallSnapshot | null;
}

/** This person is in a call on another device: one press brings it here. */
export function ElsewhereCard({ elsewhere, call }: Props) {
  const model = useModel();
  const now = useNow();
  const card = useRef<HTMLElement>(null);
  const { answeredAt, awaySince } = elsewhere;
  const ended = call?.id === elsewhere.id ? call.endReason : null;
  useFocusWhenLost(card);
  return (
    <section ref={card} class="elsewhere-card" tabIndex={-1} data-call-state={ended === null ? "elsewhere" : "ended"} data-end-reason={ended ?? undefined}>
      <span class="elsewhere-card__icon">
        <Icon name="devices" />
      </span>
      <p>
        <Text id={elsewhereSentence(elsewhere, call, awaySince !== null && now - awaySince >= QUIET_MS)} name={names(elsewhere)} />
        {answeredAt !== null && (
          <span class="elsewhere-card__elapsed">
            <Elapsed since={answeredAt} />
          </span>
        )}
      </p>
      <button type="button" class="button button--main" onClick={() => model.moveHere()}>
        <Icon name={elsewhere.media === "video" ? "camera" : "phone"} />
        {t("elsewhere.take")}
      </button>
    </section>
  );
}

/** The same for a screen reader, at the moment when it becomes so. */
export function elsewhereText(elsewhere: CallElsewhere, call: CallSnapshot | null): string {
  return t(elsewhereSentence(elsewhere, call, false), { name: names(elsewhere) });
}

function names({ with: others }: CallElsewhere): string {
  return formatNames(others.map(({ name }) => name));
}
