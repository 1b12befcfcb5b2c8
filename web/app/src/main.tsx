import { createCallbox } from "@callbox/sdk";
import { Model } from "./app/model.ts";
import { loadPreferences } from "./app/preferences.ts";
import { show } from "./app/show.tsx";
import { browserStore } from "./platform/storage.ts";

const identityStore = browserStore(() => localStorage);
const client = createCallbox({
  url: `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws`,
  identityStore,
  deviceStore: browserStore(() => sessionStorage),
});
const model = new Model(client, loadPreferences(identityStore, navigator.languages));
show(model);
if (model.route.peek().kind !== "device") model.begin();
