import { signal } from "@preact/signals";

let context: AudioContext | null = null;

/** Whether the browser keeps sound off until the person has touched the page (autoplay policy). */
export const soundBlocked = signal(false);

/** The one AudioContext of the page, for its tones. Null where there is no Web Audio. */
export function soundContext(): AudioContext | null {
  if (context === null && "AudioContext" in window) {
    context = new AudioContext();
    const update = () => {
      soundBlocked.value = context?.state === "suspended";
    };
    context.addEventListener("statechange", update);
    update();
  }
  return context;
}

/** Lets sound begin at the first touch or key. */
export function unlockSoundOnGesture(): void {
  const unlock = () => {
    if (context?.state === "suspended") void context.resume();
  };
  window.addEventListener("pointerdown", unlock, { capture: true });
  window.addEventListener("keydown", unlock, { capture: true });
}
