import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { SceneName } from "../dev/scenes.ts";
import { desk, phone, settled, Theatre } from "./theatre.ts";

let theatre: Theatre;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  theatre = await Theatre.open();
  context = await theatre.context({ viewport: desk });
});

afterEach(() => page.close());

afterAll(() => theatre?.close());

async function open(state: SceneName): Promise<void> {
  page = await context.newPage();
  await page.goto(theatre.address(state, { theme: "light", language: "en" }));
  await settled(page);
}

const next = () => page.evaluate(() => window.dispatchEvent(new Event("scene:next")));
const button = (name: string) => page.getByRole("button", { name, exact: true });
const view = (state: string) => page.locator(`[data-call-state="${state}"]`);

describe("accessible names that scripts may rely on", () => {
  test.each([
    ["first-visit", ["Go online"]],
    ["lobby", ["Call Tom Becker", "Video call Tom Becker", "New link", "Settings", "Diagnostics"]],
    ["new-link", ["Copy link"]],
    ["link", ["Join"]],
    ["incoming", ["Accept", "Accept with audio only", "Decline"]],
    ["calling", ["Cancel call"]],
    ["video", ["Hang up", "Mute", "Turn camera off", "Share screen", "Settings", "Diagnostics"]],
    ["media-denied", ["Unmute", "Turn camera on"]],
    ["sharing", ["Stop sharing"]],
    ["elsewhere", ["Move the call here"]],
    ["moved", ["Move the call here"]],
    ["chat-unread", ["Open chat"]],
    ["chat", ["Send", "Save chat", "Close chat"]],
    ["ended-with-chat", ["Save chat", "Call again"]],
  ] as const)("%s has %j", async (state, names) => {
    await open(state);
    for (const name of names) expect(await button(name).count(), name).toBe(1);
  });

  test("the name is asked for as Your name", async () => {
    await open("first-visit");
    await page.getByLabel("Your name", { exact: true }).fill("Ann");
    await button("Go online").click();
    await button("Call Tom Becker").waitFor();
  });
});

describe("pictures", () => {
  test("each remote picture is marked with its person, and the own one as such", async () => {
    await open("group-6");
    expect(await page.locator("video[data-remote]").count()).toBe(4);
    expect(await page.locator('video[data-remote="u_tom"]').count()).toBe(1);
    expect(await page.locator("video[data-self]").count()).toBe(1);
    expect(await page.locator("audio").count()).toBe(4);
  });

  test("a screen is marked, and its presenter's camera is still there", async () => {
    await open("screen");
    expect(await page.locator("video[data-remote-screen]").count()).toBe(1);
    expect(await page.locator("video[data-remote]").count()).toBe(1);
  });

  test("the own picture moves with the arrow keys and snaps to the corner where it is dropped", async () => {
    await open("video");
    const own = page.locator(".self-view");
    await own.focus();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => own.getAttribute("data-corner")).toBe("top-right");
    await own.hover();
    await page.mouse.down();
    await page.mouse.move(300, 700);
    await page.mouse.up();
    await expect.poll(() => own.getAttribute("data-corner")).toBe("bottom-left");
  });

  test("where the browser plays no sound yet, one tap is asked for", async () => {
    await open("tap-to-hear");
    await button("Tap to hear").waitFor();
  });
});

describe("keys in a call", () => {
  test("M and V switch microphone and camera, S shares the screen", async () => {
    await open("video");
    await page.keyboard.press("m");
    await button("Unmute").waitFor();
    await page.keyboard.press("v");
    await button("Turn camera on").waitFor();
    await page.keyboard.press("s");
    await button("Stop sharing").waitFor();
  });

  test("Escape asks, a second Escape goes on talking, and the answer hangs up", async () => {
    await open("video");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Hang up?" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    expect(await view("active").count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").getByRole("button", { name: "Hang up" }).click();
    await page.locator('[data-call-state="ended"][data-end-reason="hung-up"]').waitFor();
  });

  test("the question whether to hang up goes with its call", async () => {
    await open("hang-up-question");
    await next();
    await view("ended").waitFor();
    await button("Call again").click();
    await view("ringing").waitFor();
    await expect.poll(() => page.locator("dialog").count()).toBe(0);
  });

  test("Escape cancels a call that rings on the other side", async () => {
    await open("ringing");
    await page.keyboard.press("Escape");
    await page.locator('[data-end-reason="cancelled"]').waitFor();
  });

  test("? shows the keys", async () => {
    await open("lobby");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
  });
});

describe("the chat", () => {
  const field = () => page.getByRole("textbox", { name: "Message", exact: true });
  const texts = () => page.locator(".chat__text").allTextContents();

  test("is opened by its button, which counts what is unread, and what is seen is read", async () => {
    await open("chat-unread");
    await page.locator('[data-unread="3"]').waitFor();
    await button("Open chat").click();
    await page.locator(".chat__text", { hasText: "Thanks, got it." }).waitFor();
    await page.locator("[data-unread]").waitFor({ state: "detached" });
  });

  test("Enter sends, Shift and Enter begins a line, and Enter that chooses a word of an input method is left alone", async () => {
    await open("chat-empty");
    await field().fill("one");
    await field().press("Shift+Enter");
    await field().pressSequentially("two");
    await field().dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
    expect(await texts()).toEqual([]);
    await field().press("Enter");
    await expect.poll(texts).toEqual(["one\ntwo"]);
    expect(await field().inputValue()).toBe("");
    await field().press("Enter");
    expect(await texts()).toEqual(["one\ntwo"]);
  });

  test("letters in it switch nothing, and Escape gives the focus back to its button", async () => {
    await open("video");
    await page.locator('button[aria-label="Open chat"]').focus();
    await page.keyboard.press("c");
    await page.locator("textarea:focus").waitFor();
    await page.keyboard.type("mvs");
    expect(await button("Unmute").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.locator('button[aria-label="Open chat"]:focus').waitFor();
    await page.keyboard.press("c");
    await expect.poll(() => field().inputValue()).toBe("mvs");
  });

  test("shows markup as text, and makes links of web addresses only", async () => {
    await open("chat");
    const links = page.locator(".chat__text a");
    expect(await links.evaluateAll((all) => all.map((link) => [link.getAttribute("target"), link.getAttribute("rel")].join(" ")))).toEqual(
      Array.from({ length: 2 }, () => "_blank noopener noreferrer nofollow"),
    );
    expect(await page.locator(".chat__text b").count()).toBe(0);
  });

  test("says how much is too much, and keeps it", async () => {
    await open("chat-empty");
    await field().fill("x".repeat(4001));
    await page.getByText("Too long by 1 characters.").waitFor();
    expect(await button("Send").isDisabled()).toBe(true);
    expect((await field().inputValue()).length).toBe(4001);
  });

  test("covers the call on a phone, with a way back", async () => {
    await open("chat-unread");
    await page.setViewportSize(phone);
    await button("Open chat").click();
    await field().waitFor();
    await button("Hang up").waitFor({ state: "hidden" });
    await button("Back to the call").click();
    await button("Hang up").waitFor();
    await page.locator('button[aria-label="Open chat"]:focus').waitFor();
  });

  test("goes with its call, and is saved as a text from there", async () => {
    await open("chat");
    await button("Hang up").click();
    await page.getByRole("complementary").waitFor({ state: "detached" });
    const [download] = await Promise.all([page.waitForEvent("download"), button("Save chat").click()]);
    expect(download.suggestedFilename()).toMatch(/^callbox-chat-\d{4}-\d{2}-\d{2}-\d{4}\.txt$/);
  });
});

describe("an incoming call", () => {
  test("is accepted by Enter", async () => {
    await open("incoming");
    await page.keyboard.press("Enter");
    await view("active").waitFor();
  });

  test("is declined by Escape", async () => {
    await open("incoming");
    await page.keyboard.press("Escape");
    await page.locator('[data-end-reason="declined"]').waitFor();
  });

  test("is announced in the title of the window", async () => {
    await open("incoming");
    await expect.poll(() => page.title()).toContain("Call from 林小雨");
  });

  test("is not answered by the Enter of somebody who is just writing", async () => {
    await open("call-while-writing");
    await page.getByLabel("Your name", { exact: true }).pressSequentially("An");
    await next();
    await view("ringing").waitFor();
    await page.keyboard.press("Enter");
    expect(await view("ringing").count()).toBe(1);
    await button("Accept").click();
    await view("active").waitFor();
  });
});

describe("a call on another device", () => {
  test("moves here at a press", async () => {
    await open("elsewhere");
    await button("Move the call here").click();
    await view("active").waitFor();
    expect(await view("elsewhere").count()).toBe(0);
  });

  test("is told from the end of a call that has moved away", async () => {
    await open("moved");
    await page.locator('[data-call-state="ended"][data-end-reason="replaced"]').getByText("has moved to another device").waitFor();
    expect(await button("Call again").count()).toBe(0);
  });

  test("how to move one is a press away in the call", async () => {
    await open("video");
    await button("Move to another device").click();
    await page.getByRole("dialog", { name: "Move to another device" }).getByRole("button", { name: "Show the code" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  });

  test("keeps the camera of a link's page off", async () => {
    await open("link-elsewhere");
    await button("Move the call here").waitFor();
    expect(await page.locator("video").count()).toBe(0);
  });
});

describe("the page", () => {
  test("shows names as text", async () => {
    await open("lobby-odd-names");
    await button("Call <img src=x onerror=alert(1)>").waitFor();
    expect(await page.locator("img").count()).toBe(0);
  });

  test("calls again after a call", async () => {
    await open("ended-busy");
    await button("Call again").click();
    await view("ringing").waitFor();
  });

  test("lets the next call be made while the end of the last one is shown", async () => {
    await open("ended-hung-up");
    await button("Video call Tom Becker").click();
    await view("ringing").waitFor();
    await expect.poll(() => view("ended").count()).toBe(0);
  });

  test("changes its language and its colours at a press", async () => {
    await open("lobby");
    await button("中文").click();
    await button("新建链接").waitFor();
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("zh-CN");
    await button("切换到深色").click();
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
  });

  test("opens Diagnostics beside the call, and Escape gives the focus back", async () => {
    await open("video");
    await button("Diagnostics").click();
    await page.getByRole("complementary", { name: "Diagnostics" }).getByText("Bitrate").waitFor();
    await page.getByRole("complementary").getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("Escape");
    await page.getByRole("complementary").waitFor({ state: "detached" });
    await page.locator('button[aria-label="Diagnostics"]:focus').waitFor();
    expect(await view("active").count()).toBe(1);
  });

  test("keeps the secret of an identity out of the address", async () => {
    await open("adopt");
    await button("Use this identity").waitFor();
    expect(page.url()).not.toContain("device");
  });
});
