import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { BrowserContext, Page } from "playwright-core";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export interface Look {
  readonly theme: "light" | "dark";
  readonly language: "en" | "zh";
}

export interface Visit extends Look {
  readonly address: string;
  readonly state: string;
}

/** Opens a state and returns what is wrong with it: axe's violations, errors of the page, breaches of its policy. */
export async function faultsOf(context: BrowserContext, { address, state, theme, language }: Visit, picture: string | null): Promise<readonly string[]> {
  const page = await context.newPage();
  await page.addInitScript({ path: axeSource });
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(`${address}/?state=${state}&theme=${theme}&lang=${language}`);
  await settled(page);
  if (picture !== null) await page.screenshot({ path: picture });
  faults.push(...(await violations(page)));
  await page.close();
  return faults;
}

/** Pictures are drawn and nothing moves into its place any more. */
async function settled(page: Page): Promise<void> {
  await page.locator("html[data-scene='ready']").waitFor();
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  await page.waitForFunction(() => [...document.querySelectorAll("video")].every((video) => video.srcObject === null || video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA));
}

async function violations(page: Page): Promise<readonly string[]> {
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
    return axe.run();
  });
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(" ")}: ${node.failureSummary ?? ""}`));
}
