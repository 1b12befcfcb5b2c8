import type { ComponentChildren } from "preact";
import { t } from "../i18n/language.ts";
import { Booth } from "../ui/Booth.tsx";
import { useModel } from "./context.ts";
import "./interruption.css";

interface Props {
  readonly title: string;
  readonly text: ComponentChildren;
  readonly lit?: boolean;
  readonly children: ComponentChildren;
}

/** A page that stands in the way: one sentence, and the way on. */
export function Interruption({ title, text, lit = false, children }: Props) {
  return (
    <main class="interruption">
      <div class="interruption__picture">
        <Booth lit={lit} />
      </div>
      <h1>{title}</h1>
      <div class="interruption__text">{text}</div>
      <div class="interruption__actions">{children}</div>
    </main>
  );
}

/** Another window of this person has the device now. */
export function ReplacedView() {
  const { client } = useModel();
  return (
    <Interruption title={t("status.replaced.title")} text={<p>{t("status.replaced.text")}</p>}>
      <button type="button" class="button button--main" onClick={() => client.takeOver()}>
        {t("status.replaced.take")}
      </button>
    </Interruption>
  );
}

/** The server closed the door: reconnecting by itself would not help. */
export function RefusedView() {
  return (
    <Interruption title={t("status.refused.title")} text={<p>{t("status.refused.text")}</p>}>
      <button type="button" class="button button--main" onClick={() => location.reload()}>
        {t("status.refused.reload")}
      </button>
    </Interruption>
  );
}
