import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../i18n/language.ts";
import { IconButton } from "./IconButton.tsx";
import "./sheet.css";

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly size?: "small" | "medium";
}

/** A modal dialog. The browser's own `<dialog>` keeps the focus inside, gives it back afterwards, and closes on Escape. */
export function Sheet({ title, onClose, children, size = "medium" }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Not the close button, which the browser would choose: what the dialog is about comes first.
    const first = element?.querySelector<HTMLElement>("[data-first-focus]") ?? element?.querySelector<HTMLElement>("h2");
    first?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`sheet sheet--${size}`}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="sheet__body">
        <header class="sheet__header">
          <h2 id={titleId} tabIndex={-1}>{title}</h2>
          <IconButton icon="close" label={t("close")} tip="none" onClick={() => dialog.current?.close()} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
