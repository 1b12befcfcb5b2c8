import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Vault } from "../../sdk/src/files/Vault.ts";
import { desk, Theatre } from "./theatre.ts";

declare global {
  interface Window {
    vault: Vault;
    /** The bytes of a chunk, and their SHA-256. */
    chunk(index: number, sizeBytes?: number): Promise<{ data: ArrayBuffer; digest: Uint8Array }>;
    write(id: string, indices: readonly number[]): Promise<void>;
    /** Ends the file of four chunks with its digest. */
    finish(id: string): Promise<void>;
    /** The code of the error that something ends with. */
    refusal(action: () => Promise<unknown>): Promise<unknown>;
  }
}

const ID = "AAAAAAAAAAAAAAAA";
const CHUNK_BYTES = 262_144;
/** Three whole chunks and five bytes. */
const SIZE = 3 * CHUNK_BYTES + 5;
const LARGE = 256 * CHUNK_BYTES;

let theatre: Theatre;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  theatre = await Theatre.open();
});

beforeEach(async () => {
  context = await theatre.context({ viewport: desk });
  await context.addInitScript((chunkBytes) => {
    window.chunk = async (index, sizeBytes = chunkBytes) => {
      const data = new Uint8Array(sizeBytes).fill(index + 1);
      return { data: data.buffer, digest: new Uint8Array(await crypto.subtle.digest("SHA-256", data)) };
    };
    window.write = async (id, indices) => {
      for (const index of indices) {
        const { data, digest } = await window.chunk(index, index === 3 ? 5 : chunkBytes);
        await window.vault.write(id, index, data, digest);
      }
    };
    window.finish = async (id) => {
      const digests = new Uint8Array(4 * 32);
      for (const index of [0, 1, 2, 3]) digests.set((await window.chunk(index, index === 3 ? 5 : undefined)).digest, index * 32);
      await window.vault.finish(id, new Uint8Array(await crypto.subtle.digest("SHA-256", digests)));
    };
    window.refusal = async (action) => {
      try {
        await action();
        return null;
      } catch (error) {
        return (error as { code?: unknown }).code ?? String(error);
      }
    };
  }, CHUNK_BYTES);
  page = await context.newPage();
  await open();
});

afterEach(() => context.close());
afterAll(() => theatre?.close());

/** The page is loaded, and with it a new worker comes. */
async function open(): Promise<void> {
  await page.goto(theatre.vault);
  await page.waitForFunction(() => "vault" in window);
}

const has = () => page.evaluate(([id, size]) => window.vault.open(id, size, null), [ID, SIZE] as const);
const list = () => page.evaluate(async () => (await window.vault.list()).map(({ id }) => id));

describe("the vault", () => {
  test("keeps a file whose chunks come in any order, and gives it back", async () => {
    expect(await has()).toEqual([]);
    const kept = await page.evaluate(
      async ([id]) => {
        await window.write(id, [2, 0, 3, 1]);
        await window.finish(id);
        const bytes = new Uint8Array(await (await window.vault.file(id)).arrayBuffer());
        return { size: bytes.length, whole: bytes.every((byte, at) => byte === Math.floor(at / 262_144) + 1) };
      },
      [ID] as const,
    );
    expect(kept).toEqual({ size: SIZE, whole: true });
  });

  test("knows after a reload what it has", async () => {
    await has();
    await page.evaluate(([id]) => window.write(id, [0, 2]), [ID] as const);
    await open();
    expect(await has()).toEqual([[0, 1], [2, 3]]);
    await page.evaluate(([id]) => window.write(id, [1, 3]), [ID] as const);
    await page.evaluate(([id]) => window.finish(id), [ID] as const);
  });

  test("finds that a byte on the disk is not what it was", async () => {
    await has();
    await page.evaluate(async ([id]) => {
      await window.write(id, [0, 1, 2, 3]);
      await window.vault.close(id);
      const folder = await (await (await navigator.storage.getDirectory()).getDirectoryHandle("callbox-files")).getDirectoryHandle(id);
      const stream = await (await folder.getFileHandle("data")).createWritable({ keepExistingData: true });
      await stream.write({ type: "write", position: 262_144 + 77, data: new Uint8Array([99]) });
      await stream.close();
    }, [ID] as const);
    await open();
    expect(await has()).toEqual([[0, 1], [2, 4]]);
  });

  test("begins anew when the file of that id is another one", async () => {
    await has();
    await page.evaluate(([id]) => window.write(id, [0, 1]), [ID] as const);
    expect(await page.evaluate(([id]) => window.vault.open(id, 3, null), [ID] as const)).toEqual([]);
  });

  test("refuses a chunk that is not what its digest says, and a file that is not whole", async () => {
    await has();
    const codes = await page.evaluate(async ([id]) => {
      const { data } = await window.chunk(0);
      const { digest } = await window.chunk(1);
      return [await window.refusal(() => window.vault.write(id, 0, data, digest)), await window.refusal(() => window.finish(id))];
    }, [ID] as const);
    expect(codes).toEqual(["corrupt", "corrupt"]);
    await open();
    expect(await has()).toEqual([]);
  });

  test("lists what it has, and removes it with its files open", async () => {
    await has();
    await page.evaluate(() => window.vault.open("BBBBBBBBBBBBBBBB", 1, null));
    expect((await list()).sort()).toEqual([ID, "BBBBBBBBBBBBBBBB"]);
    await page.evaluate(([id]) => window.vault.remove(id), [ID] as const);
    expect(await list()).toEqual(["BBBBBBBBBBBBBBBB"]);
    await page.evaluate(([id]) => window.vault.remove(id), [ID] as const);
  });

  test.each(["../AAAAAAAAAAAAA", "", "A/AAAAAAAAAAAAAA"])("takes %j for no id", async (id) => {
    expect(await page.evaluate((id) => window.refusal(() => window.vault.open(id, 1, null)), id)).toBe("storage");
    expect(await list()).toEqual([]);
  });

  test("says how much room there is, and refuses what is larger", async () => {
    expect(await page.evaluate(() => window.vault.room())).toBeLessThan(2 ** 40);
    expect(await page.evaluate(([id]) => window.refusal(() => window.vault.open(id, 2 ** 40, null)), [ID] as const)).toBe("no-space");
    expect(await has()).toEqual([]);
  });

  test("writes to the place that was picked", async () => {
    const text = await page.evaluate(async ([id, size]) => {
      const place = await (await navigator.storage.getDirectory()).getFileHandle("picked.bin", { create: true });
      await window.vault.open(id, size, place);
      await window.write(id, [3, 1, 0, 2]);
      await window.finish(id);
      const bytes = new Uint8Array(await (await place.getFile()).arrayBuffer());
      return `${bytes.length} ${bytes.every((byte, at) => byte === Math.floor(at / 262_144) + 1)}`;
    }, [ID, SIZE] as const);
    expect(text).toBe(`${SIZE} true`);
    expect(await list()).toEqual([]);
  });

  test("gives a place nothing when the whole is not what was sent", async () => {
    const end = await page.evaluate(async ([id, size]) => {
      const place = await (await navigator.storage.getDirectory()).getFileHandle("picked.bin", { create: true });
      await window.vault.open(id, size, place);
      await window.write(id, [0, 1, 2, 3]);
      const code = await window.refusal(() => window.vault.finish(id, new Uint8Array(32)));
      await window.vault.remove(id);
      return [code, (await place.getFile()).size];
    }, [ID, SIZE] as const);
    expect(end).toEqual(["corrupt", 0]);
  });

  test("leaves nothing at a place that was picked when the file is given up", async () => {
    const size = await page.evaluate(async ([id, size]) => {
      const place = await (await navigator.storage.getDirectory()).getFileHandle("picked.bin", { create: true });
      await window.vault.open(id, size, place);
      await window.write(id, [0]);
      await window.vault.remove(id);
      return (await place.getFile()).size;
    }, [ID, SIZE] as const);
    expect(size).toBe(0);
  });

  test("takes many chunks at once, and tells how fast", async () => {
    const megabytesPerSecond = await page.evaluate(
      async ([id, size]) => {
        await window.vault.open(id, size, null);
        const chunks = await Promise.all(Array.from({ length: size / 262_144 }, (_, index) => window.chunk(index % 200)));
        const begun = performance.now();
        await Promise.all(chunks.map(({ data, digest }, index) => window.vault.write(id, index, data, digest)));
        return size / (performance.now() - begun) / 1e3;
      },
      [ID, LARGE] as const,
    );
    console.log(`the vault writes ${megabytesPerSecond.toFixed(0)} MB/s`);
    expect(megabytesPerSecond).toBeGreaterThan(0);
  });
});
