import { activeWorker, FOLDER } from "./activeWorker.ts";
import { inTime } from "./inTime.ts";
import type { FromDownload, ToDownload, ToWorker } from "./messages.ts";

/** A browser stops a service worker that has heard nothing for 30 s (Chromium and Firefox alike), whatever it streams; three of these fit in. */
const ALIVE_MS = 10_000;

/**
 * Begins a download of the browser, whose bytes are what is written into the stream, in order; no more of them is in memory than is being written. Closing it ends the download
 * well, aborting it lets it fail, and it errors with an `AbortError` when the person ends it. Rejects where there can be none.
 */
export async function openDownload({ name, sizeBytes }: { readonly name: string; readonly sizeBytes: number }): Promise<WritableStream<Uint8Array<ArrayBuffer>>> {
  const worker = await activeWorker();
  const download = new OpenDownload(worker, name, sizeBytes);
  await download.begun;
  return download.stream;
}

class OpenDownload {
  readonly stream: WritableStream<Uint8Array<ArrayBuffer>>;
  readonly begun: Promise<void>;
  readonly #id = crypto.randomUUID();
  readonly #port: MessagePort;
  readonly #frame = document.createElement("iframe");
  readonly #alive: ReturnType<typeof setInterval>;
  #wanted = 0;
  #take: (() => void) | null = null;
  #isOver = false;
  #controller: WritableStreamDefaultController | null = null;

  constructor(
    private readonly worker: ServiceWorker,
    name: string,
    sizeBytes: number,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.stream = new WritableStream({
      start: (controller) => {
        this.#controller = controller;
        controller.signal.addEventListener("abort", () => this.#over({ type: "abort" }));
      },
      write: (bytes) => this.#write(bytes),
      close: () => this.#over({ type: "end" }),
    });
    const begun = new Promise<void>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<FromDownload>) => {
        if (data.type === "ready") this.#open();
        else if (data.type === "begun") resolve();
        else if (data.type === "wanted") this.#want();
        else this.#fail("AbortError", "the person has ended the download");
      };
    });
    this.#tell({ type: "file", id: this.#id, name, sizeBytes }, port2);
    this.begun = inTime(begun);
    this.begun.catch(() => this.#over({ type: "abort" }));
    this.#alive = setInterval(() => this.#keepAlive(), ALIVE_MS);
    addEventListener("pagehide", this.#hidden);
  }

  /** In a frame, since nothing of the page is left for it: an answer that is saved navigates nowhere. */
  #open(): void {
    this.#frame.hidden = true;
    this.#frame.src = `${FOLDER}${this.#id}`;
    document.body.append(this.#frame);
  }

  async #write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#wanted === 0) await new Promise<void>((resolve) => (this.#take = resolve));
    if (this.#isOver) return;
    this.#wanted -= 1;
    this.#say({ type: "bytes", bytes }, [bytes.buffer]);
  }

  #want(): void {
    this.#wanted += 1;
    this.#take?.();
    this.#take = null;
  }

  /** Nobody tells a page that its worker was stopped all the same: the next one does not know the download. */
  #keepAlive(): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<boolean>) => {
      port1.close();
      if (!data) this.#fail("NetworkError", "the browser has stopped the download");
    };
    this.#tell({ type: "alive", id: this.#id }, port2);
  }

  readonly #hidden = (): void => this.#over({ type: "abort" });

  #fail(name: "AbortError" | "NetworkError", message: string): void {
    this.#controller?.error(new DOMException(message, name));
    this.#over({ type: "abort" });
  }

  #over(last: ToDownload): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#say(last);
    clearInterval(this.#alive);
    removeEventListener("pagehide", this.#hidden);
    this.#take?.();
    this.#frame.remove();
  }

  #say(message: ToDownload, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  #tell(message: ToWorker, port: MessagePort): void {
    this.worker.postMessage(message, [port]);
  }
}
