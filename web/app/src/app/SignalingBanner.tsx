import { Text } from "../i18n/Text.tsx";
import { formatDuration } from "../i18n/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/useNow.ts";
import { useModel } from "./context.ts";
import "./banner.css";

/** A short interruption is not worth a word. */
export const QUIET_MS = 3000;

/** Tells that the server is out of reach, and for how long. */
export function SignalingBanner() {
  const { signaling, signalingSince } = useModel().snapshot.value;
  const now = useNow();
  if (signaling !== "connecting" && signaling !== "reconnecting") return null;
  if (now - signalingSince < QUIET_MS) return null;
  return (
    <div class="banner" role="status">
      <Icon name="warning" />
      <span>
        <Text id="status.unreachable" duration={formatDuration(now - signalingSince)} />
      </span>
    </div>
  );
}
