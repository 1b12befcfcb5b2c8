import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/controls.css";
import { render } from "preact";
import { unlockSoundOnGesture } from "../sound/context.ts";
import { App } from "./App.tsx";
import { ModelContext } from "./context.ts";
import type { Model } from "./model.ts";

/** Puts the page into the document. */
export function show(model: Model): void {
  const place = document.getElementById("app");
  if (place === null) throw new Error("index.html has no #app");
  unlockSoundOnGesture();
  render(
    <ModelContext.Provider value={model}>
      <App />
    </ModelContext.Provider>,
    place,
  );
}
