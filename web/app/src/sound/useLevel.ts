import { type RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { LevelMeter } from "./LevelMeter.ts";

/** Ten times a second is smooth with a CSS transition between. */
const INTERVAL_MS = 100;

/** Keeps the CSS variable `--level` (0 to 1) of an element at the level that `read` gives. */
export function useLevel(element: RefObject<HTMLElement | null>, read: (() => number) | null): void {
  useEffect(() => {
    if (read === null) return;
    const timer = setInterval(() => element.current?.style.setProperty("--level", read().toFixed(2)), INTERVAL_MS);
    return () => clearInterval(timer);
  }, [read]);
}

/** The same for the sound of a stream, while `active`. The meter is made when the stream gets a sound track. */
export function useStreamLevel(element: RefObject<HTMLElement | null>, stream: MediaStream | null, active: boolean): void {
  useEffect(() => {
    if (stream === null || !active) return;
    let meter: LevelMeter | null = null;
    const timer = setInterval(() => {
      meter ??= LevelMeter.of(stream);
      element.current?.style.setProperty("--level", (meter?.level() ?? 0).toFixed(2));
    }, INTERVAL_MS);
    return () => {
      clearInterval(timer);
      meter?.close();
      element.current?.style.setProperty("--level", "0");
    };
  }, [stream, active]);
}
