import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SceneName, scenes } from "../dev/scenes.ts";
import { Inspector } from "./faults.ts";
import { desk, type Look, phone, Theatre } from "./theatre.ts";

/** SHOTS=folder keeps a picture of each state there, in all sizes, colours and languages; STATES=a,b visits only these. */
const shots = process.env["SHOTS"] ?? null;
const chosen = process.env["STATES"]?.split(",");
const states = (Object.keys(scenes) as SceneName[]).filter((state) => chosen?.includes(state) ?? true);

export const lightEnglish: Look = { theme: "light", language: "en" };
export const darkChinese: Look = { theme: "dark", language: "zh" };

/** Every state at one size: in one look, or in all of them where pictures are kept. A file for each size, so that they are visited at the same time. */
export function visit(size: typeof desk | typeof phone, look: Look): void {
  const looks = shots === null ? [look] : [lightEnglish, darkChinese];

  let theatre: Theatre;

  beforeAll(async () => {
    if (shots !== null) await mkdir(shots, { recursive: true });
    theatre = await Theatre.open();
  });

  afterAll(() => theatre?.close());

  describe.each(looks)(`${size.name}, $theme, $language`, (look) => {
    let context: BrowserContext;
    let inspector: Inspector;

    beforeAll(async () => {
      context = await theatre.context({ viewport: size, hasTouch: size === phone, colorScheme: look.theme });
      inspector = await Inspector.open(context);
    });

    afterAll(() => context?.close());

    test.each(states)("%s is accessible, fits, and keeps to the content security policy", async (state) => {
      const picture = shots === null ? null : join(shots, `${state}.${size.name}.${look.theme}.${look.language}.png`);
      expect(await inspector.faultsOf(theatre.address(state, look), picture)).toEqual([]);
    });
  });
}
