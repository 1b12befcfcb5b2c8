import { type RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Ten times a second is smooth with a CSS transition between. */
const INTERVAL_MS = 100;

/** Keeps the CSS variable `--level` (0 to 1) of an element at the level that `read` gives; null: at 0. */
export function useLevel(element: RefObject<HTMLElement | null>, read: (() => number) | null): void {
  useEffect(() => {
    if (read === null) return;
    const timer = setInterval(() => show(element, read()), INTERVAL_MS);
    return () => {
      clearInterval(timer);
      show(element, 0);
    };
  }, [read]);
}

const show = (element: RefObject<HTMLElement | null>, level: number): void => element.current?.style.setProperty("--level", level.toFixed(2));
