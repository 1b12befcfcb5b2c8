import { useEffect } from "preact/hooks";
import { isIncoming, isOnStage, isOutgoing } from "../call/people.ts";
import { useModel } from "./context.ts";
import { type Command, commandOf, type KeyContext } from "./keys.ts";
import type { Model } from "./model.ts";

/** The keys of the whole page. */
export function useKeys(): void {
  const model = useModel();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || isOwnEnter(event)) return;
      const command = commandOf(event, contextOf(model));
      if (command === null) return;
      event.preventDefault();
      carryOut(command, model);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [model]);
}

/** Whether a key press at this element writes text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** Enter on a button or a link presses that one. */
function isOwnEnter(event: KeyboardEvent): boolean {
  return event.key === "Enter" && event.target instanceof HTMLElement && event.target.matches("button, a");
}

function contextOf(model: Model): KeyContext {
  const { call } = model.snapshot.peek();
  const drawerOpen = model.drawer.peek() !== "none";
  if (call !== null && isIncoming(call)) return { view: "incoming", drawerOpen };
  if (model.panel.peek() !== null) return { view: "dialog", drawerOpen };
  if (!isOnStage(call)) return { view: "other", drawerOpen };
  return { view: isOutgoing(call) ? "outgoing" : "call", drawerOpen };
}

function carryOut(command: Command, model: Model): void {
  switch (command) {
    case "microphone":
      return model.toggleMicrophone();
    case "camera":
      return model.toggleCamera();
    case "screen":
      return model.toggleScreen();
    case "chat":
      return model.toggleDrawer("chat");
    case "accept":
      return model.acceptByKey();
    case "decline":
      return model.decline();
    case "cancel":
      return model.hangUp();
    case "close-drawer":
      model.drawer.value = "none";
      return;
    case "ask-hang-up":
      model.panel.value = "hang-up";
      return;
    case "help":
      model.panel.value = "help";
      return;
  }
}
