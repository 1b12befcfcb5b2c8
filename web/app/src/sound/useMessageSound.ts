import { useSignalEffect } from "@preact/signals";
import type { CallSnapshot } from "@callbox/sdk";
import { useRef } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { hasNews } from "./hasNews.ts";
import { TonePlayer } from "./TonePlayer.ts";
import { messageTone } from "./tones.ts";

/** Where the person wants it, a short tone for a message that comes while nobody looks at the chat. */
export function useMessageSound(): void {
  const model = useModel();
  const player = useRef(new TonePlayer());
  const last = useRef<CallSnapshot | null>(null);
  useSignalEffect(() => {
    const { call } = model.snapshot.value;
    const heard = model.preferences.messageSound.peek() && !model.isReadingChat.peek() && hasNews(call, last.current);
    last.current = call;
    if (heard) player.current.play(messageTone);
  });
}
