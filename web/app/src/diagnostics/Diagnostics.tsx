import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { Icon } from "../ui/Icon.tsx";
import { useCopy } from "../ui/useCopy.ts";
import { LinkPanel } from "./LinkPanel.tsx";
import { LogList } from "./LogList.tsx";
import { reportOf } from "./report.ts";
import { useLog } from "./useLog.ts";
import "./diagnostics.css";

/** The connection log and, in a call, the figures of each peer link. */
export function Diagnostics() {
  const { client, snapshot, stats } = useModel();
  const log = useLog(client);
  const [copied, copy] = useCopy();
  const links = [...stats.links.value];
  const nameOf = (user: string) => snapshot.value.call?.participants.find((participant) => participant.user.id === user)?.user.name ?? user;
  return (
    <div class="diagnostics">
      {links.length === 0 && <p class="diagnostics__hint">{t("diagnostics.noCall")}</p>}
      {links.map(([user, samples]) => (
        <LinkPanel key={user} name={nameOf(user)} samples={samples} />
      ))}
      <LogList lines={log} />
      <div class="diagnostics__copy">
        <button type="button" class="button" onClick={() => copy(reportOf(log, stats.links.peek(), navigator.userAgent))}>
          <Icon name={copied ? "check" : "copy"} />
          {t("diagnostics.copy")}
        </button>
        <span role="status">{copied ? t("diagnostics.copied") : ""}</span>
      </div>
    </div>
  );
}
