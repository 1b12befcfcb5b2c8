import { useEffect, useState } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { Text } from "../i18n/Text.tsx";
import { t } from "../i18n/language.ts";
import { mediaSentence } from "../i18n/sentences.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { type MediaProblem, mediaProblems } from "./problems.ts";
import "./media-problems.css";

/** One sentence for each device that could not be had, one for the way out, and a button that goes it. */
export function MediaProblems() {
  const { snapshot } = useModel();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const present = mediaProblems(snapshot.value.local);
  const ids = present.map(idOf);
  // One that was put away comes back when it happens anew.
  useEffect(() => setHidden((before) => before.filter((id) => ids.includes(id))), [ids.join()]);
  const problems = present.filter((problem) => !hidden.includes(idOf(problem)));
  if (problems.length === 0) return null;
  return (
    <div class="media-problems">
      {problems.map((problem) => (
        <Problem key={idOf(problem)} problem={problem} onClose={() => setHidden([...hidden, idOf(problem)])} />
      ))}
    </div>
  );
}

function idOf(problem: MediaProblem): string {
  return `${problem.kind} ${problem.code}`;
}

function Problem({ problem, onClose }: { readonly problem: MediaProblem; readonly onClose: () => void }) {
  const model = useModel();
  const { what, how, way } = mediaSentence(problem.code, problem.kind);
  const device = t(`device.${problem.kind}`);
  const retry = () => {
    if (problem.kind === "screen") model.run(model.client.setScreenShare(true));
    if (problem.kind === "microphone" || problem.kind === "both") model.run(model.client.setMicrophone(true));
    if (problem.kind === "camera" || problem.kind === "both") model.run(model.client.setCamera(true));
  };
  return (
    <div class="media-problem" role="alert" data-media-error={problem.code} data-device={problem.kind}>
      <Icon name="warning" />
      <p>
        <strong>
          <Text id={what} device={device} />
        </strong>{" "}
        {t(how)}
      </p>
      {way === "retry" && (
        <button type="button" class="button" onClick={retry}>
          {t("media.retry")}
        </button>
      )}
      {way === "settings" && (
        <button type="button" class="button" onClick={() => (model.panel.value = "settings")}>
          {t("media.settings")}
        </button>
      )}
      {way === "https" && (
        <a class="button" href={location.href.replace(/^http:/, "https:")}>
          {t("media.https")}
        </a>
      )}
      <IconButton icon="close" label={t("close")} tip="none" onClick={onClose} />
    </div>
  );
}
