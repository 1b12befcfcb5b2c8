/** What a page tells the service worker of downloads (../save/saveWorker.ts). `file` comes with the port for what follows; `alive` with one for the answer, true where the download is known. */
export type ToWorker =
  | { readonly type: "file"; readonly id: string; readonly name: string; readonly sizeBytes: number }
  | { readonly type: "alive"; readonly id: string };

/** What it tells it on the port of one download. */
export type ToDownload = { readonly type: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly type: "end" } | { readonly type: "abort" };

/** What it hears there. ready: the address can be opened; begun: the browser downloads; wanted: bytes may come, once; ended: the person has ended the download. */
export type FromDownload = { readonly type: "ready" | "begun" | "wanted" | "ended" };
