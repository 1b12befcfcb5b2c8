import type { RemoteParticipant } from "@callbox/sdk";
import { Text } from "../i18n/Text.tsx";
import { formatDuration } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { useNow } from "../ui/useNow.ts";
import { BRIEF_MS } from "./people.ts";

/** What stands between us and this person just now; nothing while sound and pictures come and go. */
export function TileStatus({ participant }: { readonly participant: RemoteParticipant }) {
  const now = useNow();
  if (participant.link === "connected" && participant.awaySince === null) {
    const { me, them } = participant.pictureHeldBy;
    if (!me && !them) return null;
    return (
      <span class="tile__status" data-picture-held={them ? "them" : "me"}>
        {t(them ? "call.soundOnly" : "call.pictureHeld")}
      </span>
    );
  }
  if (participant.link === "new" || participant.link === "connecting") return <span class="tile__status">{t("call.person.connecting")}</span>;
  const since = participant.awaySince ?? now;
  if (now - since < BRIEF_MS) return null;
  return (
    <span class="tile__status">
      <Text id="call.person.reconnecting" duration={formatDuration(now - since)} />
    </span>
  );
}
