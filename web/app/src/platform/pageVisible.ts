import { signal } from "@preact/signals";

/** Whether the page can be seen: not in a tab behind another, not minimised (Page Visibility). */
export const pageVisible = signal(true);

if (typeof document !== "undefined") {
  const update = () => (pageVisible.value = document.visibilityState === "visible");
  document.addEventListener("visibilitychange", update);
  update();
}
