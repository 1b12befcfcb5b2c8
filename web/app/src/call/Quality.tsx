import type { Quality as Level } from "@callbox/sdk";
import { t } from "../i18n/language.ts";
import "./quality.css";

/** Three bars: good, fair, poor; empty while nothing is known. */
export function Quality({ level }: { readonly level: Level }) {
  return (
    <span class="quality" data-level={level ?? 0} role="img" aria-label={t(`call.quality.${level ?? "none"}`)}>
      <i />
      <i />
      <i />
    </span>
  );
}
