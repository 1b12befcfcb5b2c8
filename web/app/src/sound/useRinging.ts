import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { CallSnapshot } from "@callbox/sdk";
import { useModel } from "../app/context.ts";
import { TonePlayer } from "./TonePlayer.ts";
import { toneOf } from "./toneOf.ts";

/** Rings while a call comes in, and gives ring-back once the other side rings, not before. */
export function useRinging(): void {
  const model = useModel();
  const player = useRef<TonePlayer>(null);
  player.current ??= new TonePlayer();
  const last = useRef<CallSnapshot | null>(null);
  useSignalEffect(() => {
    const call = model.snapshot.value.call;
    player.current?.play(toneOf(call, last.current));
    last.current = call;
  });
  useEffect(() => () => player.current?.play(null), []);
}
