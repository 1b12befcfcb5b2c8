import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The page in a real browser, in every state. Slower than the unit tests, and run apart from them: `npm run test:states`. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["states/**/*.browser.ts"],
    // All cores: what a test does is mostly to wait for a browser.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The page draws in a later task than the press; a busy machine makes it later still.
    expect: { poll: { timeout: 20_000 } },
  },
});
