import { useModel } from "../app/context.ts";
import { type Lazy, lazy } from "../ui/lazy.ts";
import { When } from "../ui/When.tsx";

const intake = lazy(async () => (await import("./FileIntake.tsx")).FileIntake);
const offers = lazy(async () => (await import("./Offers.tsx")).Offers);
const past = lazy(async () => (await import("./PastFiles.tsx")).PastFiles);

/** Offers over the call. Loaded with the first of them. */
export const FileOffers = () => <WhenThereAreFiles part={offers} />;

/** Files beside the end of a call. */
export const FilesAfterCall = () => <WhenThereAreFiles part={past} />;

/** What is dropped or pasted. Loaded behind the page: nobody drags a file over it sooner. */
export const LazyFileIntake = () => <When part={intake} loaded={true} />;

function WhenThereAreFiles({ part }: { readonly part: Lazy }) {
  return <When part={part} loaded={useModel().snapshot.value.files.length > 0} />;
}
