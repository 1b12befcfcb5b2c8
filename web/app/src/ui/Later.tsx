import { useEffect } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import type { Lazy } from "./lazy.ts";
import "./later.css";

/** A part of the page that is loaded when it is shown for the first time. */
export function Later({ content }: { readonly content: Lazy }) {
  const model = useModel();
  const Content = content.component;
  useEffect(() => model.run(content.load()), [model, content]);
  return Content === null ? <p class="later">{t("app.loading")}</p> : <Content />;
}
