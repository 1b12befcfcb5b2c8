import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { EmptyLobby } from "./EmptyLobby.tsx";
import { PersonRow } from "./PersonRow.tsx";
import "./people.css";

export function PeopleList() {
  const { people, signaling } = useModel().snapshot.value;
  if (people.length === 0) return signaling === "connected" ? <EmptyLobby /> : null;
  return (
    <section aria-labelledby="people-title">
      <div class="section-head">
        <h2 id="people-title">{t("lobby.people")}</h2>
        <span>{t("lobby.people.count", { count: String(people.length) })}</span>
      </div>
      <ul class="people">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
    </section>
  );
}
