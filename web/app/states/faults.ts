import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { settled } from "./theatre.ts";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What a finger needs (WCAG 2.2, 2.5.5), in CSS pixels; a link in a sentence is as high as its line. */
const TARGET_SIZE = 44;

/** One tab that goes from state to state: a new one for each would take longer than all that is looked at. */
export class Inspector {
  #faults: string[] = [];

  private constructor(private readonly page: Page) {
    page.on("console", (message) => message.type() === "error" && this.#faults.push(message.text()));
    page.on("pageerror", (error) => this.#faults.push(String(error)));
  }

  static async open(context: BrowserContext): Promise<Inspector> {
    const page = await context.newPage();
    await page.addInitScript({ path: axeSource });
    return new Inspector(page);
  }

  /** Opens a state and returns what is wrong with it: errors of the page, breaches of its policy, axe's violations, small targets, filtered videos. */
  async faultsOf(address: string, picture: string | null): Promise<readonly string[]> {
    this.#faults = [];
    await this.page.goto(address);
    await settled(this.page);
    if (picture !== null) await this.page.screenshot({ path: picture });
    for (const look of [violations, smallTargets, overflow, filteredVideos]) this.#faults.push(...(await look(this.page)));
    return this.#faults;
  }
}

async function violations(page: Page): Promise<readonly string[]> {
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
    return axe.run();
  });
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(" ")}: ${node.failureSummary ?? ""}`));
}

function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate((least) => {
    const controls = [...document.querySelectorAll<HTMLElement>("button, input, select, textarea, a[href]")].filter(
      (control) => control.checkVisibility({ visibilityProperty: true }) && !(control.matches("a") && getComputedStyle(control).display === "inline"),
    );
    return controls.flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width >= least && height >= least ? [] : [`small target ${control.className}: ${width} x ${height}`];
    });
  }, TARGET_SIZE);
}

function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in a window of ${clientWidth}`] : [];
  });
}

/** A filter is computed anew for each frame, also for those of what lies above it; without a GPU that takes a processor (docs/NETWORKS.md). */
function filteredVideos(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isFiltered = (element: Element | null): boolean => element !== null && (getComputedStyle(element).filter !== "none" || isFiltered(element.parentElement));
    return [...document.querySelectorAll("video")].filter(isFiltered).map(({ className }) => `a video is drawn through a filter: ${className}`);
  });
}
