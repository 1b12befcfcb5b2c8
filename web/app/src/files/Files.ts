import type { Callbox, CallboxSnapshot, FileTransfer } from "@callbox/sdk";
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { download } from "./download.ts";
import { type News, newsOf } from "./news.ts";
import { filesOf, isMoving, isOffer } from "./states.ts";

/** What this part needs of the page's model. */
interface Page {
  readonly client: Callbox;
  readonly snapshot: ReadonlySignal<CallboxSnapshot>;
  readonly isReadingChat: ReadonlySignal<boolean>;
  run(action: Promise<unknown>): void;
}

/** What a person sees of files beyond the snapshot, and does with them. */
export class Files {
  /** The transfers whose offer has been seen. */
  readonly #seen: Signal<ReadonlySet<string>> = signal(new Set());
  /** Those that were written to a place of the person's choice: they cannot be saved from here again. */
  readonly placed: Signal<ReadonlySet<string>> = signal(new Set());
  /** Those for which another file was chosen than the one that was offered. */
  readonly mistaken: Signal<ReadonlySet<string>> = signal(new Set());
  /** What happened last, to be said. */
  readonly news: Signal<readonly News[]> = signal([]);
  /** Offers in the present call that nobody has answered, and nobody has seen in the list. */
  readonly unseen: ReadonlySignal<readonly FileTransfer[]>;

  constructor(readonly page: Page) {
    this.unseen = computed(() => {
      const { call, files } = page.snapshot.value;
      return call === null ? [] : filesOf(files, call).filter((transfer) => isOffer(transfer) && !this.#seen.value.has(transfer.id));
    });
    effect(() => {
      if (!page.isReadingChat.value || this.unseen.value.length === 0) return;
      this.#seen.value = new Set([...this.#seen.peek(), ...this.unseen.value.map(({ id }) => id)]);
    });
    let before = page.snapshot.peek().files;
    page.snapshot.subscribe(({ files }) => {
      if (files === before) return;
      const news = newsOf(files, before);
      before = files;
      if (news.length === 0) return;
      this.news.value = news;
      for (const { kind, transfer } of news) if (kind === "saved" && transfer.direction === "incoming") this.save(transfer);
    });
    addEventListener("beforeunload", (event) => {
      if (page.snapshot.peek().files.some(isMoving)) event.preventDefault();
    });
  }

  /** Offers files to all who are in the call, with small pictures of images. */
  send(files: readonly File[]): void {
    if (files.length > 0) this.page.run(this.#offer(files));
  }

  async #offer(files: readonly File[]): Promise<void> {
    const { previewOf } = await import("./preview.ts");
    const offered = [];
    // One after the other: a decoded photograph takes a hundred megabytes.
    for (const file of files) offered.push({ file, preview: await previewOf(file) });
    await this.page.client.sendFiles(offered);
  }

  /** Into the browser's own storage, or to a place where that has no room for it. */
  accept(transfer: FileTransfer): void {
    this.page.run(transfer.wantsPlace ? this.#acceptAtPlace(transfer) : this.page.client.acceptFile(transfer.id));
  }

  /** Straight to a place that the person picks now. */
  acceptAtPlace(transfer: FileTransfer): void {
    this.page.run(this.#acceptAtPlace(transfer));
  }

  async #acceptAtPlace({ id, name }: FileTransfer): Promise<void> {
    const place = await pickPlace(name);
    if (place !== null) await this.page.client.acceptFile(id, place);
  }

  provide({ id }: FileTransfer, file: File): void {
    const provided = this.page.client.provideFile(id, file).then(
      () => this.#mark(this.mistaken, id, false),
      (error: unknown) => {
        if (!(error instanceof Error && "code" in error && error.code === "source-changed")) throw error;
        this.#mark(this.mistaken, id, true);
      },
    );
    this.page.run(provided);
  }

  /** Hands a file that is whole to the browser's downloads, unless it is at its place. */
  save({ id, name }: FileTransfer): void {
    const saved = this.page.client.openFile(id).then((file) => (file === null ? this.#mark(this.placed, id, true) : download(file, name)));
    this.page.run(saved);
  }

  #mark(marked: Signal<ReadonlySet<string>>, id: string, on: boolean): void {
    const ids = new Set(marked.peek());
    if (on) ids.add(id);
    else ids.delete(id);
    marked.value = ids;
  }
}

interface SavePicker {
  showSaveFilePicker?(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

/** From here on a second copy on the disk, which the download from the browser's own storage is, takes room and time that are worth a question. */
const LARGE_BYTES = 1_000_000_000;

/** Whether a person may choose between the browser's own storage and a place. */
export function hasChoiceOfPlace({ sizeBytes, wantsPlace }: FileTransfer): boolean {
  return sizeBytes >= LARGE_BYTES && !wantsPlace && canPickPlace();
}

/** Whether the browser can let a person choose where a file is written (File System Access). */
export function canPickPlace(): boolean {
  return typeof (window as SavePicker).showSaveFilePicker === "function";
}

/** Null when the person has thought better of it. */
async function pickPlace(suggestedName: string): Promise<FileSystemFileHandle | null> {
  try {
    return (await (window as SavePicker).showSaveFilePicker?.({ suggestedName })) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}
