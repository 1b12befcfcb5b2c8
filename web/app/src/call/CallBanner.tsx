import type { CallSnapshot, RemoteParticipant } from "@callbox/sdk";
import type { ComponentChildren } from "preact";
import { QUIET_MS } from "../app/SignalingBanner.tsx";
import { useModel } from "../app/context.ts";
import { Text } from "../i18n/Text.tsx";
import { formatDuration } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/useNow.ts";
import { BRIEF_MS, joined } from "./people.ts";
import "../app/banner.css";

/** What is wrong with the connection and for how long, or that the own screen is being shown. */
export function CallBanner({ call }: { readonly call: CallSnapshot }) {
  const model = useModel();
  const now = useNow();
  const { signaling, signalingSince, local } = model.snapshot.value;
  const since = awaySince(joined(call)) ?? (signaling === "connected" ? now : signalingSince);
  if (call.phase === "reconnecting" && now - since >= BRIEF_MS) {
    const missing = signaling === "connected" ? joined(call).find(({ deviceAway }) => deviceAway) : undefined;
    const duration = formatDuration(now - since);
    return (
      <Warning>
        {missing === undefined ? <Text id="call.reconnecting.for" duration={duration} /> : <Text id="call.away.for" name={missing.user.name} duration={duration} />}
      </Warning>
    );
  }
  if (signaling !== "connected" && now - signalingSince >= QUIET_MS) {
    return (
      <Warning>
        <Text id="call.signaling.for" duration={formatDuration(now - signalingSince)} />
      </Warning>
    );
  }
  if (!local.screenShare.on) return null;
  return (
    <div class="banner">
      <Icon name="screen" />
      <span>{t("call.sharing")}</span>
    </div>
  );
}

function Warning({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="banner">
      <Icon name="warning" />
      <span>{children}</span>
    </div>
  );
}

/** The longest absence among those whose link is being repaired. */
function awaySince(people: readonly RemoteParticipant[]): number | null {
  const times = people.flatMap(({ awaySince }) => (awaySince === null ? [] : [awaySince]));
  return times.length === 0 ? null : Math.min(...times);
}
