import { Model } from "../src/app/model.ts";
import { loadPreferences } from "../src/app/preferences.ts";
import { show } from "../src/app/show.tsx";
import { FakeCallbox } from "./FakeCallbox.ts";
import { Pace } from "./Pace.ts";
import { type Scene, type SceneName, scenes } from "./scenes.ts";

/** The page in any state: `/dev/?state=ringing&theme=dark&lang=zh`. Without `state` it lists them all; with `stepwise` files go on at the event `scene:step` only. */
const query = new URLSearchParams(location.search);
const name = query.get("state");

if (name !== null && Object.hasOwn(scenes, name)) play(scenes[name as SceneName]());
else list();

function play(scene: Scene): void {
  const values = new Map([
    ["callbox.page.language", query.get("lang") ?? "en"],
    ["callbox.page.theme", query.get("theme") ?? "system"],
    ["callbox.page.online", String(scene.online ?? true)],
  ]);
  const store = { get: (key: string) => values.get(key) ?? null, set: (key: string, value: string) => void values.set(key, value), remove: (key: string) => void values.delete(key) };
  if (scene.refusesSound === true) HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("not touched yet", "NotAllowedError"));
  history.replaceState(null, "", scene.path ?? "/");
  const client = new FakeCallbox(scene, new Pace(query.has("stepwise")));
  const model = new Model(client, loadPreferences(store, navigator.languages));
  show(model);
  client.playStats();
  model.panel.value = scene.panel ?? null;
  model.drawer.value = scene.drawer ?? "none";
  const { next } = scene;
  if (next !== undefined) window.addEventListener("scene:next", () => client.play(next));
  requestAnimationFrame(() => {
    for (const selector of scene.press ?? []) press(document.querySelector<HTMLElement>(selector));
    requestAnimationFrame(() => (document.documentElement.dataset["scene"] = "ready"));
  });
}

function press(button: HTMLElement | null): void {
  button?.click();
  setTimeout(() => button?.scrollIntoView({ block: "end" }));
}

function list(): void {
  const links = Object.keys(scenes).map((state) => {
    const link = document.createElement("a");
    link.href = `?state=${state}`;
    link.textContent = state;
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  const all = document.createElement("ul");
  all.append(...links);
  document.getElementById("app")?.append(all);
}
