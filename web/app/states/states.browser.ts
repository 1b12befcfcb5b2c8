import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scenes } from "../dev/scenes.ts";
import { openBrowser } from "./browser.ts";
import { openSite, type Site } from "./site.ts";
import { faultsOf, type Look } from "./visit.ts";

/** SHOTS=folder keeps a picture of each state there, in all sizes, colours and languages; STATES=a,b visits only these. */
const shots = process.env["SHOTS"] ?? null;
const chosen = process.env["STATES"]?.split(",");
const states = Object.keys(scenes).filter((state) => chosen?.includes(state) ?? true);

const desk = { name: "desk", width: 1440, height: 900 };
const phone = { name: "phone", width: 390, height: 844 };
const lightEnglish: Look = { theme: "light", language: "en" };
const darkChinese: Look = { theme: "dark", language: "zh" };
const all = [
  { size: desk, look: lightEnglish },
  { size: phone, look: darkChinese },
  { size: desk, look: darkChinese },
  { size: phone, look: lightEnglish },
  { size: desk, look: { theme: "dark", language: "en" } },
  { size: phone, look: { theme: "light", language: "zh" } },
] as const;
/** Two that have every size, colour scheme and language between them. */
const visited = shots === null ? all.slice(0, 2) : all;

let site: Site;
let browser: Browser;

beforeAll(async () => {
  if (shots !== null) await mkdir(shots, { recursive: true });
  [site, browser] = await Promise.all([openSite(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each(visited)("$size.name, $look.theme, $look.language", ({ size, look }) => {
  let context: BrowserContext;

  beforeAll(async () => {
    context = await browser.newContext({ viewport: size, reducedMotion: "reduce", hasTouch: size === phone, colorScheme: look.theme });
  });

  afterAll(async () => {
    await context?.close();
  });

  test.each(states)("%s is accessible and within the content security policy", async (state) => {
    const picture = shots === null ? null : join(shots, `${state}.${size.name}.${look.theme}.${look.language}.png`);
    expect(await faultsOf(context, { address: site.address, state, ...look }, picture)).toEqual([]);
  });
});
