import { useEffect } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { type Lazy, lazy } from "../ui/lazy.ts";

const intake = lazy(async () => (await import("./FileIntake.tsx")).FileIntake);
const offers = lazy(async () => (await import("./Offers.tsx")).Offers);
const past = lazy(async () => (await import("./PastFiles.tsx")).PastFiles);

/** Offers over the call. Loaded with the first of them. */
export const FileOffers = () => <WhenThereAreFiles part={offers} />;

/** Files beside the end of a call. */
export const FilesAfterCall = () => <WhenThereAreFiles part={past} />;

/** What is dropped or pasted. Loaded behind the page: nobody drags a file over it sooner. */
export const LazyFileIntake = () => <When it={true} part={intake} />;

function WhenThereAreFiles({ part }: { readonly part: Lazy }) {
  return <When it={useModel().snapshot.value.files.length > 0} part={part} />;
}

function When({ it, part }: { readonly it: boolean; readonly part: Lazy }) {
  const model = useModel();
  const Part = part.component;
  useEffect(() => {
    if (it) model.run(part.load());
  }, [it, model, part]);
  return it && Part !== null ? <Part /> : null;
}
