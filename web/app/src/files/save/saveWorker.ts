import type { FromDownload, ToDownload, ToWorker } from "./messages.ts";

/** The part of a service worker's global scope that is used (the page's types are compiled with it). */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  onfetch: ((event: Event & { readonly request: Request; respondWith(response: Response): void }) => void) | null;
}

/** Chunks that wait for the browser's disk: enough that it never waits for a turn of two threads, and no memory to speak of. */
const AHEAD_CHUNKS = 4;

/** One file that a page gives, in order, and the browser downloads as from a server. */
class Download {
  #wanted: (() => void) | null = null;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;

  constructor(
    private readonly name: string,
    private readonly sizeBytes: number,
    private readonly port: MessagePort,
    private readonly over: () => void,
  ) {
    port.onmessage = ({ data }: MessageEvent<ToDownload>) => this.#take(data);
    this.#say("ready");
  }

  response(): Response {
    this.#say("begun");
    return new Response(this.#stream(), {
      headers: {
        "content-type": "application/octet-stream",
        "content-length": String(this.sizeBytes),
        "content-disposition": `attachment; filename*=UTF-8''${extValue(this.name)}`,
        "content-security-policy": "default-src 'none'; frame-ancestors 'self'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  }

  #stream(): ReadableStream<Uint8Array> {
    return new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () =>
          new Promise((resolve) => {
            this.#wanted = resolve;
            this.#say("wanted");
          }),
        cancel: () => {
          this.#say("ended");
          this.over();
        },
      },
      { highWaterMark: AHEAD_CHUNKS },
    );
  }

  #take(message: ToDownload): void {
    switch (message.type) {
      case "bytes":
        this.#controller?.enqueue(message.bytes);
        this.#wanted?.();
        return;
      case "end":
        this.#controller?.close();
        break;
      case "abort":
        this.#controller?.error(new DOMException("the transfer has ended", "AbortError"));
        break;
    }
    this.over();
  }

  #say(type: FromDownload["type"]): void {
    this.port.postMessage({ type } satisfies FromDownload);
  }
}

/** RFC 8187, section 3.2, of a name without halves of surrogate pairs: what `encodeURIComponent` leaves, and an ext-value may not have, is encoded as well. */
function extValue(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

const downloads = new Map<string, Download>();
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data, ports: [port] }) => {
  if (port === undefined) return;
  if (data.type === "alive") port.postMessage(downloads.has(data.id));
  else downloads.set(data.id, new Download(data.name, data.sizeBytes, port, () => downloads.delete(data.id)));
};

scope.onfetch = (event) => {
  const download = downloads.get(new URL(event.request.url).pathname.split("/").at(-1) ?? "");
  if (download !== undefined) event.respondWith(download.response());
};
