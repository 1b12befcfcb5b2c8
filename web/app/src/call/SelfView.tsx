import { useRef, useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { type Corner, cornerAfterKey, nearestCorner } from "./corner.ts";
import { useStream } from "./useStream.ts";
import "./self-view.css";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The own picture, small, mirrored as in a mirror. It is dragged, or moved with the arrow keys, and stays in a corner. */
export function SelfView({ stream }: { readonly stream: MediaStream }) {
  const { corner } = useModel().preferences;
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [start, setStart] = useState<Point | null>(null);
  useStream(video, stream);

  const settle = (next: Corner) => {
    const before = frame.current?.getBoundingClientRect();
    frame.current?.style.removeProperty("translate");
    corner.value = next;
    requestAnimationFrame(() => glide(frame.current, before));
  };

  return (
    <div
      ref={frame}
      class="self-view"
      data-corner={corner.value}
      data-dragging={start !== null}
      role="group"
      tabIndex={0}
      aria-label={t("call.ownPicture")}
      onKeyDown={(event) => {
        const next = cornerAfterKey(corner.value, event.key);
        if (next === null) return;
        event.preventDefault();
        settle(next);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart({ x: event.clientX, y: event.clientY });
      }}
      onPointerMove={(event) => {
        if (start !== null) event.currentTarget.style.setProperty("translate", `${event.clientX - start.x}px ${event.clientY - start.y}px`);
      }}
      onPointerUp={(event) => {
        const area = event.currentTarget.parentElement?.getBoundingClientRect();
        setStart(null);
        if (area !== undefined) settle(nearestCorner(event.clientX - area.left, event.clientY - area.top, area.width, area.height));
      }}
      onPointerCancel={() => {
        setStart(null);
        settle(corner.value);
      }}
    >
      <video ref={video} data-self autoplay playsInline muted />
    </div>
  );
}

/** Lets an element slide from where it was to where it is now (unless the person wants no motion). */
function glide(element: HTMLElement | null, before: DOMRect | undefined): void {
  if (element === null || before === undefined || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const after = element.getBoundingClientRect();
  const from = `${before.left - after.left}px ${before.top - after.top}px`;
  element.animate([{ translate: from }, { translate: "0 0" }], { duration: 260, easing: "cubic-bezier(0.2, 0.9, 0.3, 1)" });
}
