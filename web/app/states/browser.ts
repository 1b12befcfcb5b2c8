import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium; another one is named by CHROMIUM. */
const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    ignoreDefaultArgs: ["--headless", "--mute-audio"],
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required"],
  });
}
