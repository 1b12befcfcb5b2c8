import type { CallSnapshot, RemoteParticipant } from "@callbox/sdk";
import { t } from "../i18n/language.ts";
import { ShareLink } from "../link/ShareLink.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { phaseText } from "./phase.ts";
import { present } from "./people.ts";
import "./alone.css";

/** Nobody else is in the call: those who are being called, or the link to send. */
export function Alone({ call }: { readonly call: CallSnapshot }) {
  const called = present(call);
  if (called.length > 0) return <BeingCalled call={call} people={called} />;
  return (
    <div class="alone">
      <h2>{call.link === null ? phaseText(call.phase) : t("link.waiting")}</h2>
      {call.link !== null && (
        <>
          <p>{t("link.waiting.text")}</p>
          <ShareLink path={`/l/${call.link}`} />
        </>
      )}
    </div>
  );
}

function BeingCalled({ call, people }: { readonly call: CallSnapshot; readonly people: readonly RemoteParticipant[] }) {
  return (
    <div class="alone">
      <div class="alone__people" data-ringing={call.phase === "ringing"}>
        {people.map(({ user }) => (
          <Avatar key={user.id} id={user.id} name={user.name} size="large" />
        ))}
      </div>
      <h2>{people.map(({ user }, index) => [index > 0 && ", ", <bdi>{user.name}</bdi>])}</h2>
      <p class="alone__phase">{phaseText(call.phase)}</p>
    </div>
  );
}
