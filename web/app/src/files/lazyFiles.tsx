import { useEffect } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { type Lazy, lazy } from "../ui/lazy.ts";

const offers = lazy(async () => (await import("./Offers.tsx")).Offers);
const past = lazy(async () => (await import("./PastFiles.tsx")).PastFiles);

/** Offers over the call. Loaded with the first of them. */
export const FileOffers = () => <WhenThereAreFiles part={offers} />;

/** Files beside the end of a call. */
export const FilesAfterCall = () => <WhenThereAreFiles part={past} />;

function WhenThereAreFiles({ part }: { readonly part: Lazy }) {
  const model = useModel();
  const any = model.snapshot.value.files.length > 0;
  const Part = part.component;
  useEffect(() => {
    if (any) model.run(part.load());
  }, [any, model, part]);
  return any && Part !== null ? <Part /> : null;
}
