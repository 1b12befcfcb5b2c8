import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SceneName } from "../dev/scenes.ts";
import { openBrowser } from "./browser.ts";
import { openSite, type Site } from "./site.ts";

/** SHOTS=folder keeps a picture of every state there; STATES=a,b looks at these only. */
const shots = process.env["SHOTS"];
const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const sizes = [
  { name: "desk", width: 1440, height: 900 },
  { name: "phone", width: 390, height: 844 },
] as const;
const looks = [
  { theme: "light", language: "en" },
  { theme: "dark", language: "zh" },
  ...(shots === undefined ? [] : ([{ theme: "light", language: "zh" }, { theme: "dark", language: "en" }] as const)),
] as const;

let site: Site;
let browser: Browser;
let states: readonly SceneName[];

beforeAll(async () => {
  if (shots !== undefined) await mkdir(shots, { recursive: true });
  [site, browser] = await Promise.all([openSite(), openBrowser()]);
  const page = await browser.newPage();
  await page.goto(site.address);
  states = (await page.locator("li").allTextContents()) as SceneName[];
  await page.close();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each(sizes)("on a $name of $width x $height", (size) => {
  test.each(looks)("axe and the content security policy find nothing in any state, $theme, $language", { timeout: 600_000 }, async ({ theme, language }) => {
    const context = await browser.newContext({ viewport: size, reducedMotion: "reduce", hasTouch: size.name === "phone", colorScheme: theme });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(String(error)));
    const found: string[] = [];
    for (const state of chosen()) {
      faults.length = 0;
      await page.goto(`${site.address}/?state=${state}&theme=${theme}&lang=${language}`);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(350);
      if (shots !== undefined) await page.screenshot({ path: join(shots, `${state}.${size.name}.${theme}.${language}.png`) });
      found.push(...(await violations(page)).map((violation) => `${state}: ${violation}`), ...faults.map((fault) => `${state}: ${fault}`));
    }
    await context.close();
    expect(found).toEqual([]);
  });
});

function chosen(): readonly SceneName[] {
  const wanted = process.env["STATES"]?.split(",");
  return wanted === undefined ? states : states.filter((state) => wanted.includes(state));
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate((await import("node:fs")).readFileSync(axeSource, "utf8"));
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
    return axe.run();
  });
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(" ")}: ${node.failureSummary ?? ""}`));
}
