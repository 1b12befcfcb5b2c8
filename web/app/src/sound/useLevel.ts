import { type RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Ten times a second is smooth with a CSS transition between. */
const INTERVAL_MS = 100;
/** Speech is quiet in terms of its root mean square; this brings a normal voice near the top. */
const GAIN = 6;

/** Keeps the CSS variable `--level` (0 to 1) of an element at how loud a voice is that `read` gives as its root mean square, 0 to 1; null: at 0. */
export function useLevel(element: RefObject<HTMLElement | null>, read: (() => number) | null): void {
  useEffect(() => {
    if (read === null) return;
    const update = () => show(element, Math.min(1, read() * GAIN));
    update();
    const timer = setInterval(update, INTERVAL_MS);
    return () => {
      clearInterval(timer);
      show(element, 0);
    };
  }, [read]);
}

const show = (element: RefObject<HTMLElement | null>, level: number): void => element.current?.style.setProperty("--level", level.toFixed(2));
