import { useEffect } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { FilesAfterCall } from "../files/lazyFiles.tsx";
import { ElsewhereCard } from "./ElsewhereCard.tsx";
import { EndedCard } from "./EndedCard.tsx";

/** An answer on another device needs no decision here; that it was given there is told for so long. */
const ANSWER_SHOWN_MS = 8000;

/** The call that goes on on another device, or how the last one ended, above the page that one comes back to. */
export function CallCard() {
  const { snapshot, client } = useModel();
  const { call, elsewhere } = snapshot.value;
  const answered = call?.endReason === "answered-elsewhere" ? call.id : null;
  useEffect(() => {
    if (answered === null) return;
    const timer = setTimeout(() => client.dismiss(), ANSWER_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [answered, client]);
  return (
    <>
      {elsewhere !== null && <ElsewhereCard key={elsewhere.id} elsewhere={elsewhere} call={call} />}
      {elsewhere === null && call?.phase === "ended" && <EndedCard key={call.id} call={call} />}
      <FilesAfterCall />
    </>
  );
}
