import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { SceneName } from "../dev/scenes.ts";
import { openBrowser } from "./browser.ts";
import { openSite, type Site } from "./site.ts";

export const desk = { name: "desk", width: 1440, height: 900 } as const;
export const phone = { name: "phone", width: 390, height: 844 } as const;

export interface Look {
  readonly theme: "light" | "dark";
  readonly language: "en" | "zh";
}

/** A browser and the scenes of the page. */
export class Theatre {
  private constructor(
    private readonly site: Site,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<Theatre> {
    const [site, browser] = await Promise.all([openSite(), openBrowser()]);
    return new Theatre(site, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.site.close();
  }

  context(options: BrowserContextOptions): Promise<BrowserContext> {
    return this.browser.newContext({ reducedMotion: "reduce", ...options });
  }

  /** A page with nothing but the vault. */
  get vault(): string {
    return `${this.site.address}/vault.html`;
  }

  address(state: SceneName, { theme, language }: Look): string {
    return `${this.site.address}/?state=${state}&theme=${theme}&lang=${language}`;
  }
}

/** Waits until all parts are loaded, pictures are drawn and nothing moves into its place any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("html[data-scene='ready']").waitFor();
  await page.waitForFunction(() => document.querySelector(".later") === null);
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  await page.waitForFunction(() =>
    [...document.querySelectorAll("video")].every((video) => video.srcObject === null || video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA),
  );
}
