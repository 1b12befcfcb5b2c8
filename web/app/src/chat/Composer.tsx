import { MAX_MESSAGE_CHARACTERS } from "@callbox/sdk";
import { useEffect, useId, useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { SendFiles } from "../files/SendFiles.tsx";
import { t } from "../i18n/language.ts";
import { IconButton } from "../ui/IconButton.tsx";

/** From here on it is said how much room is left. */
const COUNTED_FROM = MAX_MESSAGE_CHARACTERS - 400;
/** What Safari gives the Enter that ends a composition, after which it says that nothing is being composed (UI Events, legacy key codes). */
const PROCESSED_BY_INPUT_METHOD = 229;

/** Enter sends, Shift and Enter is a new line; Enter that chooses a word of an input method is neither. */
export function Composer({ alone }: { readonly alone: boolean }) {
  const model = useModel();
  const field = useRef<HTMLTextAreaElement>(null);
  const noteId = useId();
  const { length } = model.draft.value;
  const left = MAX_MESSAGE_CHARACTERS - length;
  const send = () => {
    model.sendMessage();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === PROCESSED_BY_INPUT_METHOD) return;
    if (event.key === "Escape") model.drawer.value = "none";
    else if (event.key === "Enter" && !event.shiftKey) send();
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    // Where the keyboard is drawn on the screen it would cover what one came to read.
    if (matchMedia("(hover: hover)").matches) field.current?.focus();
  }, []);
  return (
    <div class="composer">
      <span>
        <SendFiles alone={alone} />
      </span>
      <textarea
        ref={field}
        class="input composer__field"
        aria-label={t("chat.message")}
        aria-describedby={noteId}
        placeholder={t("chat.placeholder")}
        rows={1}
        enterkeyhint="send"
        value={model.draft.value}
        onInput={(event) => (model.draft.value = event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span>
        <IconButton kind="main" icon="paper-plane" label={t("chat.send")} tip="none" disabled={alone || left < 0 || model.draft.value.trim() === ""} onClick={send} />
      </span>
      {length > COUNTED_FROM ? (
        <p id={noteId} class="composer__note" data-over={left < 0}>
          {t(left < 0 ? "chat.tooLong" : "chat.left", { count: String(Math.abs(left)) })}
        </p>
      ) : (
        <p id={noteId} class={`composer__note${alone ? "" : " composer__note--keys"}`}>
          {t(alone ? "chat.alone" : "chat.hint")}
        </p>
      )}
    </div>
  );
}
