import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";

/** Takes the focus when a view appears and the focus was lost with what was there before, so that the keyboard goes on from here. */
export function useFocusWhenLost(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (isLost()) element.current?.focus({ preventScroll: true });
  }, []);
}

/** Gives the focus back to where it was when this part of the page is closed. */
export function useFocusReturn(): void {
  // Before the browser draws: what is covered by this part loses the focus then.
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      // The part may still be in the document while effects are cleaned up.
      queueMicrotask(() => {
        if (isLost() && before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
    };
  }, []);
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
