import { useEffect, useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { isTyping } from "../app/useKeys.ts";
import { isOnStage, joined, peerName } from "../call/people.ts";
import { Text } from "../i18n/Text.tsx";
import { t } from "../i18n/language.ts";
import { Icon } from "../ui/Icon.tsx";
import { filesOfDrop, filesOfPaste, hasFiles } from "./intake.ts";
import "./file-intake.css";

/** Files that are dropped or pasted anywhere in a call are offered to the others. While they are dragged over it the page says so. Without a call they are not taken. */
export function FileIntake() {
  const model = useModel();
  const { call } = model.snapshot.value;
  const [dragged, setDragged] = useState(false);
  useEffect(() => {
    const canTake = () => isOnStage(model.snapshot.peek().call);
    const send = (files: readonly File[]) => {
      const { call } = model.snapshot.peek();
      if (files.length === 0 || !isOnStage(call)) return;
      if (joined(call).length === 0) {
        model.notices.add("error.nobody-here");
        return;
      }
      model.files.send(files);
      model.drawer.value = "chat";
    };
    // Without this the browser would leave the page, and the call, for the file.
    const onDrag = (event: DragEvent) => {
      if (event.dataTransfer === null || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (canTake()) setDragged(true);
      else event.dataTransfer.dropEffect = "none";
    };
    // Of the many that are sent while one drags over the page, the one that leaves the window has nowhere to go.
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragged(false);
    };
    const onDrop = (event: DragEvent) => {
      setDragged(false);
      if (event.dataTransfer === null || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      const { files, folders } = filesOfDrop(event.dataTransfer);
      if (folders && canTake()) model.notices.add("files.folder");
      send(files);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (event.clipboardData === null || !canTake()) return;
      const files = filesOfPaste(event.clipboardData, isTyping(event.target), Date.now());
      if (files.length === 0) return;
      event.preventDefault();
      send(files);
    };
    const controller = new AbortController();
    const { signal } = controller;
    addEventListener("dragenter", onDrag, { signal });
    addEventListener("dragover", onDrag, { signal });
    addEventListener("dragleave", onLeave, { signal });
    addEventListener("drop", onDrop, { signal });
    addEventListener("paste", onPaste, { signal });
    return () => controller.abort();
  }, [model]);
  if (!dragged || !isOnStage(call)) return null;
  return (
    <div class="drop-zone" role="status">
      <p class="drop-zone__text">
        <Icon name="paperclip" />
        <span>{joined(call).length === 0 ? t("files.drop.nobody") : <Text id="files.drop" name={peerName(call)} />}</span>
      </p>
    </div>
  );
}
