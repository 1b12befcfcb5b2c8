import type { LinkStats } from "@callbox/sdk";
import { Text } from "../i18n/Text.tsx";
import { formatBitrate } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { codecs, resolution, route } from "./figures.ts";
import { Graph } from "./Graph.tsx";
import { graphs } from "./graphs.ts";

/** The figures of the link to one other person. */
export function LinkPanel({ name, samples }: { readonly name: string; readonly samples: readonly LinkStats[] }) {
  const last = samples.at(-1);
  if (last === undefined) return null;
  return (
    <section class="link-panel">
      <h3>
        <Text id="diagnostics.with" name={name} />
      </h3>
      <dl>
        <Figure label={t("diagnostics.route")} value={route(last)} />
        <Figure label={t("diagnostics.codec")} value={codecs(last)} />
        <Figure label={t("diagnostics.picture")} value={resolution(last.width, last.height, last.framesPerSecond)} />
        <Figure label={t("diagnostics.picture.sent")} value={resolution(last.sentWidth, last.sentHeight, null)} />
        <Figure label={t("diagnostics.decoded")} value={last.framesDecoded === null ? null : String(last.framesDecoded)} />
        <Figure label={t("diagnostics.level")} value={last.audioLevel === null ? null : last.audioLevel.toFixed(3)} />
        <Figure label={t("diagnostics.available")} value={last.availableSendBitrate === null ? null : formatBitrate(last.availableSendBitrate)} />
      </dl>
      {graphs().map((graph) => (
        <Graph key={graph.title} {...graph} samples={samples} />
      ))}
    </section>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value ?? t("diagnostics.unknown")}</dd>
    </div>
  );
}
