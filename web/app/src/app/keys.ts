/** What a key does on this page. */
export type Command = "microphone" | "camera" | "screen" | "chat" | "accept" | "decline" | "cancel" | "ask-hang-up" | "close-drawer" | "help";

/** What is on the page when the key is pressed. */
export interface KeyContext {
  /** `dialog`: an open dialog, whose Escape the browser handles itself. */
  readonly view: "dialog" | "incoming" | "outgoing" | "call" | "other";
  readonly drawerOpen: boolean;
}

export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat">;

/** Which command a key press is, or null. The caller leaves out presses inside text fields. */
export function commandOf(press: KeyPress, context: KeyContext): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat || context.view === "dialog") return null;
  if (press.key === "Escape") return escape(context);
  if (press.key === "?") return "help";
  if (context.view === "incoming") return press.key === "Enter" ? "accept" : null;
  if (context.view === "other") return null;
  const command = switchOf(press.key);
  return command === "chat" && context.view === "outgoing" ? null : command;
}

function escape({ view, drawerOpen }: KeyContext): Command | null {
  if (view === "incoming") return "decline";
  if (drawerOpen) return "close-drawer";
  return view === "outgoing" ? "cancel" : view === "call" ? "ask-hang-up" : null;
}

function switchOf(key: string): Command | null {
  switch (key.toLowerCase()) {
    case "m":
      return "microphone";
    case "v":
      return "camera";
    case "s":
      return "screen";
    case "c":
      return "chat";
    default:
      return null;
  }
}
