import { inTime } from "./inTime.ts";

/** The worker's script, and below its folder the downloads; the server knows the script only. */
const SCRIPT = "/save/worker.js";
export const FOLDER = "/save/";

/** The service worker that answers below `FOLDER`, installed if need be. Rejects where there can be none. */
export async function activeWorker(): Promise<ServiceWorker> {
  const registration = await navigator.serviceWorker.register(SCRIPT, { scope: FOLDER });
  if (registration.active !== null) return registration.active;
  const worker = registration.installing ?? registration.waiting;
  if (worker === null) throw notInstalled();
  return inTime(activated(worker));
}

function activated(worker: ServiceWorker): Promise<ServiceWorker> {
  return new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve(worker);
      else if (worker.state === "redundant") reject(notInstalled());
    });
  });
}

const notInstalled = (): Error => new Error("the service worker of downloads was not installed");
