import type { RemoteParticipant } from "@callbox/sdk";
import { Text } from "../i18n/Text.tsx";
import { formatDuration } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { useNow } from "../ui/useNow.ts";
import { BRIEF_MS } from "./people.ts";

/** What stands between us and this person just now; nothing while the link is up. */
export function TileStatus({ participant }: { readonly participant: RemoteParticipant }) {
  const now = useNow();
  if (participant.link === "connected" && participant.awaySince === null) return null;
  if (participant.link === "new" || participant.link === "connecting") return <span class="tile__status">{t("call.person.connecting")}</span>;
  const since = participant.awaySince ?? now;
  if (now - since < BRIEF_MS) return null;
  return (
    <span class="tile__status">
      <Text id="call.person.reconnecting" duration={formatDuration(now - since)} />
    </span>
  );
}
