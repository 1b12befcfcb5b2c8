import { useEffect } from "preact/hooks";
import { useModel } from "../app/context.ts";
import type { Lazy } from "./lazy.ts";

interface Props {
  readonly part: Lazy;
  /** It may be shown soon. */
  readonly loaded: boolean;
  readonly shown?: boolean;
}

/** A part of the page that is loaded before it is shown, and until then is not there. */
export function When({ part, loaded, shown = loaded }: Props) {
  const model = useModel();
  const Part = part.component;
  useEffect(() => {
    if (loaded || shown) model.run(part.load());
  }, [loaded, shown, model, part]);
  return shown && Part !== null ? <Part /> : null;
}
