import { signal } from "@preact/signals";
import { type Dictionary, type Key, en } from "./en.ts";
import { fill, type Placeholders } from "./template.ts";
import { zh } from "./zh.ts";

export type Language = "en" | "zh";

const dictionaries: Readonly<Record<Language, Dictionary>> = { en, zh };

/** The language of the page. Reading a text through `t` in a component redraws the component when this changes. */
export const language = signal<Language>("en");

/** What each language is called in itself, for the switch. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", zh: "中文" };

/** The first of the person's languages (`navigator.languages`, BCP 47) that the page speaks. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split("-")[0];
    if (primary === "zh" || primary === "en") return primary;
  }
  return "en";
}

/** The values that the template of `K` needs; none where it has no placeholder. */
export type Values<K extends Key> = [Placeholders<(typeof en)[K]>] extends [never]
  ? Readonly<Record<never, string>>
  : Readonly<Record<Placeholders<(typeof en)[K]>, string>>;

type ValuesArgument<K extends Key> = [Placeholders<(typeof en)[K]>] extends [never] ? [] : [values: Values<K>];

/** A text without markup, for attributes and where no name needs isolation. */
export function t<K extends Key>(key: K, ...[values]: ValuesArgument<K>): string {
  return fill(template(key), values ?? {});
}

export function template(key: Key): string {
  return dictionaries[language.value][key];
}
