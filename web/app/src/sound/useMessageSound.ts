import { useSignalEffect } from "@preact/signals";
import type { CallSnapshot } from "@callbox/sdk";
import { useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { hasNews } from "./hasNews.ts";
import { TonePlayer } from "./TonePlayer.ts";
import { messageTone } from "./tones.ts";

/** Where the person wants it, a short tone for a message or an offered file that comes while nobody looks at the chat. */
export function useMessageSound(): void {
  const model = useModel();
  const player = useRef(new TonePlayer());
  const last = useRef<CallSnapshot | null>(null);
  const lastNews = useRef(model.files.news.peek());
  useSignalEffect(() => {
    const { call } = model.snapshot.value;
    const isOffered = model.files.news.value !== lastNews.current && model.files.news.value.some(({ kind }) => kind === "offered");
    lastNews.current = model.files.news.value;
    const heard = model.preferences.messageSound.peek() && !model.isReadingChat.peek() && (isOffered || hasNews(call, last.current));
    last.current = call;
    if (heard) player.current.play(messageTone);
  });
}
