import type { BrowserContext, Download, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { SceneName } from "../dev/scenes.ts";
import { desk, settled, Theatre } from "./theatre.ts";

let theatre: Theatre;
let context: BrowserContext;
let page: Page;
let downloads: Download[];

beforeAll(async () => {
  theatre = await Theatre.open();
  context = await theatre.context({ viewport: desk });
});

afterEach(() => page.close());

afterAll(() => theatre?.close());

async function open(state: SceneName): Promise<void> {
  page = await context.newPage();
  downloads = [];
  page.on("download", (download) => downloads.push(download));
  await page.goto(`${theatre.address(state, { theme: "light", language: "en" })}&stepwise`);
  await settled(page);
}

const next = () => page.evaluate(() => window.dispatchEvent(new Event("scene:next")));
/** What waits for its time in the scene happens now. */
const step = () => page.evaluate(() => window.dispatchEvent(new Event("scene:step")));
/** Lets files go on until it is as many. */
const until = (count: () => number | Promise<number>, wanted: number) =>
  expect
    .poll(async () => {
      await step();
      return count();
    })
    .toBe(wanted);
const button = (name: string) => page.getByRole("button", { name, exact: true });
const transfer = (state: string) => page.locator(`[data-transfer-state="${state}"]`);
const text = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from("hello world") });

/** Hands files to the page as a drop or a paste does. */
async function hand(type: "drop" | "dragenter" | "paste", target: string, names: readonly string[], said: string | null = null): Promise<boolean> {
  return page.evaluate(
    async ({ type, target, names, said }) => {
      const data = new DataTransfer();
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 300;
      canvas.getContext("2d")?.fillRect(50, 50, 99, 99);
      const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      for (const name of names) data.items.add(name.endsWith(".png") ? new File([picture ?? ""], name, { type: "image/png" }) : new File(["hello"], name, { type: "text/plain" }));
      if (said !== null) data.setData("text/plain", said);
      const options = { bubbles: true, cancelable: true };
      const event = type === "paste" ? new ClipboardEvent(type, { ...options, clipboardData: data }) : new DragEvent(type, { ...options, dataTransfer: data });
      return document.querySelector(target)?.dispatchEvent(event) ?? false;
    },
    { type, target, names, said },
  );
}

describe("sending", () => {
  test("files are picked, several at once, and arrive", async () => {
    await open("chat-empty");
    await button("Send files").waitFor();
    await page.locator("input[type=file][data-send-files]").setInputFiles([text("one.txt"), text("two.txt")]);
    await expect.poll(() => transfer("offered").count()).toBe(2);
    expect(await transfer("offered").first().getAttribute("data-transfer-direction")).toBe("outgoing");
    await until(() => transfer("saved").count(), 2);
    await page.locator("[data-file-news]").getByText("林小雨 has").first().waitFor({ state: "attached" });
    expect(downloads).toEqual([]);
  });

  test("files are dropped on the call, and the page shows where", async () => {
    await open("video");
    await hand("dragenter", ".stage", ["one.txt"]);
    await page.getByText("Drop files here to send them to 林小雨").waitFor();
    await hand("drop", ".stage", ["one.txt"]);
    await transfer("offered").getByText("one.txt").waitFor();
    expect(await page.locator(".drop-zone").count()).toBe(0);
  });

  test("a text that is dragged over the call is left to the browser", async () => {
    await open("video");
    expect(await hand("dragenter", ".stage", [], "words")).toBe(true);
    expect(await hand("drop", ".stage", [], "words")).toBe(true);
    expect(await page.locator(".drop-zone, [data-transfer-id]").count()).toBe(0);
  });

  test("a copied picture gets a name of its own, and a preview", async () => {
    await open("chat");
    await hand("paste", "textarea", ["image.png"]);
    await page.locator("[data-transfer-id]").getByText(/^Pasted image \d{4}-\d\d-\d\d [\d.]{8}\.png$/).waitFor();
    expect(await page.locator("[data-transfer-id] img").getAttribute("src")).toMatch(/^data:image\/webp;base64,/);
  });

  test("where one writes, a text is pasted rather than the files beside it", async () => {
    await open("chat");
    expect(await hand("paste", "textarea", ["one.png"], "words")).toBe(true);
    expect(await hand("paste", "body", ["one.png"], "words")).toBe(false);
    await page.locator("[data-transfer-id]").getByText("one.png").waitFor();
    expect(await page.locator("[data-transfer-id]").count()).toBe(1);
  });

  test("a transfer is paused, goes on, and is cancelled", async () => {
    await open("chat-empty");
    await page.locator("[data-send-files]").setInputFiles(text("one.txt"));
    await transfer("offered").waitFor();
    await step();
    await button("Pause").click();
    await transfer("paused").getByText("Paused by you").waitFor();
    await button("Resume").click();
    await transfer("sending").waitFor();
    await button("Cancel transfer").click();
    await transfer("cancelled").waitFor();
    await button("Remove").click();
    await expect.poll(() => page.locator("[data-transfer-id]").count()).toBe(0);
  });

  test("a file that the browser has forgotten is chosen again, and another one is told from it", async () => {
    await open("files-wants-file");
    await button("Choose the file again").waitFor();
    await page.locator("[data-provide-file]").setInputFiles(text("other.tar"));
    await transfer("sending").getByText("This is another file").waitFor();
    await page.locator("[data-provide-file]").setInputFiles(text("backup.tar"));
    await until(() => transfer("saved").count(), 1);
  });

  test("nobody leaves the page by accident while a file is on its way", async () => {
    await open("chat-empty");
    await page.locator("[data-send-files]").setInputFiles(text("one.txt"));
    await transfer("offered").waitFor();
    await step();
    await button("Pause").click();
    await button("Resume").click();
    const question = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    expect((await question).type()).toBe("beforeunload");
    await (await question).accept();
  });

  test("files that are dropped where nobody is are not sent, and without a call not taken", async () => {
    await open("calling");
    expect(await hand("drop", "main", ["one.txt"])).toBe(false);
    await page.getByText("Nobody else is in the call to get this.").waitFor();
    await page.close();
    await open("lobby");
    expect(await hand("dragenter", "main", ["one.txt"])).toBe(false);
    expect(await page.locator(".drop-zone").count()).toBe(0);
  });

  test("buttons of several files are described by their file and person", async () => {
    await open("files-group");
    const described = await button("Cancel transfer").evaluateAll((buttons) =>
      buttons.map((one) => (one.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent).join(", ")),
    );
    expect(described).toEqual(["sunset over the hills.jpg, To Tom Becker", "agenda.pdf, To Tom Becker"]);
  });
});

describe("an offer", () => {
  test("is noticed while the drawer is closed, and accepted there; the file is downloaded once", async () => {
    await open("file-offered");
    await next();
    await page.getByText("林小雨 wants to send you sunset over the hills.jpg, 4.2 MB.").first().waitFor();
    expect(await page.locator("[data-unread]").getAttribute("data-unread")).toBe("1");
    await page.locator("[data-file-news]").getByText("wants to send you").waitFor({ state: "attached" });
    await button("Accept file").click();
    await until(() => downloads.length, 1);
    expect(downloads[0]?.suggestedFilename()).toBe("sunset over the hills.jpg");
    await button("Open chat").click();
    await transfer("saved").waitFor();
    await button("Save again").click();
    await expect.poll(() => downloads.length).toBe(2);
  });

  test("is declined", async () => {
    await open("file-notice");
    expect(await page.locator("[data-unread]").getAttribute("data-unread")).toBe("1");
    await button("Decline file").click();
    await page.locator(".offer").waitFor({ state: "detached" });
    await button("Open chat").click();
    await transfer("declined").waitFor();
    expect(downloads).toEqual([]);
  });

  test("of several files leads to the list, which has them all seen", async () => {
    await open("file-notice-several");
    expect(await page.locator("[data-unread]").getAttribute("data-unread")).toBe("3");
    await button("Show files").click();
    await expect.poll(() => page.locator("[data-unread], .offer").count()).toBe(0);
    await button("Accept all").click();
    await expect.poll(() => transfer("receiving").count()).toBe(3);
  });

  test("in the list has its progress told by a bar, and keeps the focus", async () => {
    await open("file-offered-open");
    await button("Accept file").press("Enter");
    await page.getByRole("progressbar", { name: "Progress of sunset over the hills.jpg" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-transfer-state"))).toBe("receiving");
    await until(() => downloads.length, 1);
  });

  test("that is too large for the browser is written where the person chooses", async () => {
    await open("files-wants-place");
    await page.evaluate(() => {
      let times = 0;
      Object.assign(window, {
        showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
          times += 1;
          if (times === 1) throw new DOMException("thought better of it", "AbortError");
          return { name: suggestedName };
        },
      });
    });
    await button("Accept file").click();
    await button("Accept file").click();
    await until(() => transfer("saved").getByText("Saved where you chose").count(), 1);
    expect(downloads).toEqual([]);
    expect(await button("Save again").count()).toBe(0);
    expect(await page.locator(".notice").count()).toBe(0);
  });

  test("that is large goes straight to a place, if the person likes", async () => {
    await open("file-notice-large");
    await page.evaluate(() => Object.assign(window, { showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => ({ name: suggestedName }) }));
    await button("Save to…").click();
    await button("Open chat").click();
    await until(() => transfer("saved").getByText("Saved where you chose").count(), 1);
    expect(downloads).toEqual([]);
  });

  test("that is too large goes straight to the downloads where no place can be picked", async () => {
    page = await context.newPage();
    await page.addInitScript(() => Object.defineProperty(window, "showSaveFilePicker", { value: undefined }));
    await page.goto(theatre.address("files-wants-place", { theme: "light", language: "en" }));
    await page.getByText("It goes straight to your downloads, and begins again if this page is loaded again.").waitFor();
    expect(await button("Accept file").isEnabled()).toBe(true);
  });

  test("that has no room anywhere cannot be accepted", async () => {
    page = await context.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(window, "showSaveFilePicker", { value: undefined });
      Reflect.deleteProperty(Navigator.prototype, "serviceWorker");
    });
    await page.goto(theatre.address("files-wants-place", { theme: "light", language: "en" }));
    await page.getByText("There is not enough room for it in this browser.").waitFor();
    expect(await button("Accept file").isDisabled()).toBe(true);
  });
});

describe("files that are over", () => {
  test("are removed at once", async () => {
    await open("files-all");
    await button("Remove finished").click();
    await transfer("verifying").waitFor();
    expect(await transfer("saved").or(transfer("failed")).or(transfer("declined")).or(transfer("cancelled")).count()).toBe(0);
  });
});

describe("what was there before", () => {
  test("is not downloaded again when the page is loaded", async () => {
    await open("ended-with-files");
    await transfer("saved").waitFor();
    await page.getByText("Goes on in your next call with 林小雨").first().waitFor();
    expect(downloads).toEqual([]);
    await button("Save again").click();
    await expect.poll(() => downloads.length).toBe(1);
  });

  test("shows names as text", async () => {
    await open("files-odd-names");
    await page.locator("[data-transfer-id]").getByText("<img src=x onerror=alert(1)>.html").waitFor();
    expect(await page.locator("img").count()).toBe(0);
  });
});
