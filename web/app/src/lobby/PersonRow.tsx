import type { Person } from "@callbox/sdk";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { IconButton } from "../ui/IconButton.tsx";

/** A person with a voice and a video button. Somebody in a call may be called too: they see it as a missed call. */
export function PersonRow({ person }: { readonly person: Person }) {
  const model = useModel();
  const { id, name, busy } = person;
  return (
    <li class="person" data-busy={busy}>
      <Avatar id={id} name={name} />
      <span class="person__text">
        <bdi class="person__name">{name}</bdi>
        <span class="person__state">{busy ? t("lobby.busy") : t("lobby.free")}</span>
      </span>
      <IconButton kind="tinted" icon="phone" label={t("lobby.call", { name })} onClick={() => model.call(id, "audio")} />
      <IconButton kind="tinted" icon="camera" label={t("lobby.videoCall", { name })} onClick={() => model.call(id, "video")} />
    </li>
  );
}
