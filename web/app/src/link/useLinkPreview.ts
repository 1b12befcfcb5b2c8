import type { Callbox, LinkPreview } from "@callbox/sdk";
import { useEffect, useState } from "preact/hooks";
import { codeOf } from "../app/model.ts";

/** Who is inside changes while somebody reads the page. */
const REFRESH_MS = 10_000;

export type Preview = { readonly state: "looking" } | { readonly state: "missing" } | { readonly state: "there"; readonly preview: LinkPreview };

/** What is behind a link, looked up again from time to time and by `again`. */
export function useLinkPreview(client: Callbox, link: string): readonly [preview: Preview, again: () => void] {
  const [preview, setPreview] = useState<Preview>({ state: "looking" });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let abandoned = false;
    client.previewLink(link).then(
      (found) => {
        if (!abandoned) setPreview({ state: "there", preview: found });
      },
      (error: unknown) => {
        if (!abandoned && codeOf(error) === "link-not-found") setPreview({ state: "missing" });
      },
    );
    const timer = setTimeout(() => setRound(round + 1), REFRESH_MS);
    return () => {
      abandoned = true;
      clearTimeout(timer);
    };
  }, [client, link, round]);
  return [preview, () => setRound(round + 1)];
}
