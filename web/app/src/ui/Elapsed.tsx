import { formatDuration } from "../i18n/format.ts";
import { useNow } from "./useNow.ts";

/** How long ago something began, counting up. */
export function Elapsed({ since }: { readonly since: number }) {
  return <span class="elapsed">{formatDuration(useNow() - since)}</span>;
}
