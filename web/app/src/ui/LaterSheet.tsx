import { useModel } from "../app/context.ts";
import { Later } from "./Later.tsx";
import type { Lazy } from "./lazy.ts";
import { Sheet } from "./Sheet.tsx";

interface Props {
  readonly title: string;
  readonly content: Lazy;
  readonly size?: "small" | "medium";
}

/** The page's panel as a dialog whose content is loaded when it is shown for the first time. */
export function LaterSheet({ title, content, size = "medium" }: Props) {
  const { panel } = useModel();
  return (
    <Sheet title={title} size={size} onClose={() => (panel.value = null)}>
      <Later content={content} />
    </Sheet>
  );
}
