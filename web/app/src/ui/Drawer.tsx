import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { IconButton } from "./IconButton.tsx";
import { Later } from "./Later.tsx";
import type { Lazy } from "./lazy.ts";
import { useFocusReturn } from "./useFocus.ts";
import "./drawer.css";

interface Props {
  readonly name: "chat" | "diagnostics";
  readonly title: string;
  readonly content: Lazy;
  /** Stands before the title, where the drawer covers the page. */
  readonly back?: string;
  /** What else is in the header. */
  readonly children?: ComponentChildren;
}

/** Beside the page, not in front of it: one reads and writes while talking. On a phone the chat covers the call, and `back` leads there. */
export function Drawer({ name, title, content, back, children }: Props) {
  const model = useModel();
  const drawer = useRef<HTMLElement>(null);
  const close = () => (model.drawer.value = "none");
  useFocusReturn();
  useEffect(() => drawer.current?.focus({ preventScroll: true }), []);
  return (
    <aside ref={drawer} class={`drawer drawer--${name}`} tabIndex={-1} aria-label={title}>
      <header class="drawer__header">
        {back !== undefined && (
          <span class="drawer__back">
            <IconButton icon="back" label={back} tip="none" onClick={close} />
          </span>
        )}
        <h2>{title}</h2>
        {children}
        <span class="drawer__close">
          <IconButton icon="close" label={t("close")} tip="none" onClick={close} />
        </span>
      </header>
      <Later content={content} />
    </aside>
  );
}
