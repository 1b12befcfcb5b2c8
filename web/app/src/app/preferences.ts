import type { KeyValueStore } from "@callbox/sdk";
import { effect, type Signal, signal } from "@preact/signals";
import { language, preferredLanguage } from "../i18n/language.ts";
import { type Corner, corners } from "../call/corner.ts";

export type Theme = "system" | "light" | "dark";
export const themes: readonly Theme[] = ["system", "light", "dark"];

/** What the page itself remembers on this device. The identity and the name are the SDK's. */
export interface Preferences {
  readonly theme: Signal<Theme>;
  /** The person chose to be online; a reload goes online by itself. */
  readonly online: Signal<boolean>;
  /** Where the person put the own picture. */
  readonly corner: Signal<Corner>;
  /** A tone for each message that comes unread, and each file that is offered meanwhile; off until somebody wants it. */
  readonly messageSound: Signal<boolean>;
}

export function loadPreferences(store: KeyValueStore, browserLanguages: readonly string[]): Preferences {
  language.value = oneOf(["en", "zh"], store.get("callbox.page.language")) ?? preferredLanguage(browserLanguages);
  const theme = signal(oneOf(themes, store.get("callbox.page.theme")) ?? "system");
  const online = signal(store.get("callbox.page.online") === "true");
  const corner = signal(oneOf(corners, store.get("callbox.page.corner")) ?? "bottom-right");
  const messageSound = signal(store.get("callbox.page.message-sound") === "true");
  keep(store, "callbox.page.language", language);
  keep(store, "callbox.page.theme", theme);
  keep(store, "callbox.page.online", online);
  keep(store, "callbox.page.corner", corner);
  keep(store, "callbox.page.message-sound", messageSound);
  return { theme, online, corner, messageSound };
}

/** Writes each later value; the first one is not written, so that a default follows the browser until somebody chooses. */
function keep(store: KeyValueStore, key: string, value: Signal<string | boolean>): void {
  const first = value.peek();
  let changed = false;
  effect(() => {
    changed ||= value.value !== first;
    if (changed) store.set(key, String(value.value));
  });
}

function oneOf<Value extends string>(allowed: readonly Value[], value: string | null): Value | undefined {
  return allowed.find((candidate) => candidate === value);
}
