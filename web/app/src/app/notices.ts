import { type Signal, signal } from "@preact/signals";
import type { errorSentence } from "../i18n/sentences.ts";

export interface Notice {
  readonly id: number;
  readonly sentence: ReturnType<typeof errorSentence> | "files.folder";
}

/** Long enough to read a sentence twice. */
const SHOWN_MS = 8000;
/** More than this at once is a wall; the oldest goes. */
const MOST = 3;

/** Short-lived sentences about actions that did not work. */
export class Notices {
  readonly list: Signal<readonly Notice[]> = signal([]);
  #lastId = 0;

  add(sentence: Notice["sentence"]): void {
    const notice = { id: ++this.#lastId, sentence };
    const others = this.list.peek().filter((other) => other.sentence !== sentence);
    this.list.value = [...others, notice].slice(-MOST);
    setTimeout(() => this.remove(notice.id), SHOWN_MS);
  }

  remove(id: number): void {
    this.list.value = this.list.peek().filter((notice) => notice.id !== id);
  }
}
