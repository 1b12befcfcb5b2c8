import { beforeEach, expect, test } from "vitest";
import { language } from "../i18n/language.ts";
import { loadPreferences } from "./preferences.ts";

let kept: Map<string, string>;
const store = { get: (key: string) => kept.get(key) ?? null, set: (key: string, value: string) => void kept.set(key, value), remove: (key: string) => void kept.delete(key) };

beforeEach(() => {
  kept = new Map();
});

test("without a choice the browser's language counts and nothing is kept", () => {
  loadPreferences(store, ["zh-CN"]);
  expect(language.value).toBe("zh");
  expect(kept.size).toBe(0);
});

test("a choice outlives the page", () => {
  const before = loadPreferences(store, ["zh-CN"]);
  language.value = "en";
  before.theme.value = "dark";
  before.online.value = true;
  before.corner.value = "top-left";
  expect(before.messageSound.value).toBe(false);
  before.messageSound.value = true;
  const after = loadPreferences(store, ["zh-CN"]);
  expect(language.value).toBe("en");
  expect(after.theme.value).toBe("dark");
  expect(after.online.value).toBe(true);
  expect(after.corner.value).toBe("top-left");
  expect(after.messageSound.value).toBe(true);
});

test("going back to the default is a choice too", () => {
  const preferences = loadPreferences(store, ["en"]);
  preferences.theme.value = "dark";
  preferences.theme.value = "system";
  expect(loadPreferences(store, ["en"]).theme.value).toBe("system");
  expect(kept.get("callbox.page.theme")).toBe("system");
});

test("what is not of the vocabulary is ignored", () => {
  kept.set("callbox.page.theme", "purple");
  kept.set("callbox.page.corner", "middle");
  const preferences = loadPreferences(store, ["en"]);
  expect(preferences.theme.value).toBe("system");
  expect(preferences.corner.value).toBe("bottom-right");
});
