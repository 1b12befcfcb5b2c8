import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** Shows a stream in a media element. The element keeps it over redraws; setting it again would interrupt it. */
export function useStream(element: RefObject<HTMLMediaElement | null>, stream: MediaStream | null): void {
  useLayoutEffect(() => {
    const media = element.current;
    if (media === null) return;
    media.srcObject = stream;
    return () => {
      media.srcObject = null;
    };
  }, [stream]);
}
