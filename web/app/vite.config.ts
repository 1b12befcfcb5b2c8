import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { compress } from "./build/compress.ts";
import { firstLoadLimit } from "./build/firstLoadLimit.ts";

/** What a first visit may load. On a bad mobile link (400 kbit/s) this is under two seconds. */
const FIRST_LOAD_LIMIT_BYTES = 80 * 1024;

/** Its address is known to app/src/files/save/openDownload.ts. */
const SAVE_WORKER = "save/worker";

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false }), compress(), firstLoadLimit(FIRST_LOAD_LIMIT_BYTES)],
  build: {
    // The policy of the page allows no inline script, style or data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      input: { index: "index.html", [SAVE_WORKER]: "src/files/save/saveWorker.ts" },
      // A service worker has one address for ever, and governs the folder that it lies in.
      output: { entryFileNames: ({ name }) => (name === SAVE_WORKER ? "[name].js" : "assets/[name]-[hash].js") },
    },
  },
});
