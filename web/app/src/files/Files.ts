import type { Callbox, CallboxSnapshot, FileTransfer } from "@callbox/sdk";
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { download } from "./download.ts";
import { type News, newsOf } from "./news.ts";
import { openPlace } from "./places.ts";
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
  /** Those that went straight to the disk: they cannot be saved from here again. */
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

  /** Into the browser's own storage, or straight to the disk where that has no room for it. */
  accept(transfer: FileTransfer): void {
    this.page.run(transfer.wantsPlace ? this.#acceptStraight(transfer) : this.page.client.acceptFile(transfer.id));
  }

  acceptStraight(transfer: FileTransfer): void {
    this.page.run(this.#acceptStraight(transfer));
  }

  async #acceptStraight(transfer: FileTransfer): Promise<void> {
    const place = await openPlace(transfer);
    if (place !== null) await this.page.client.acceptFile(transfer.id, place);
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
