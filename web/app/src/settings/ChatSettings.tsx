import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";
import { TonePlayer } from "../sound/TonePlayer.ts";
import { messageTone } from "../sound/tones.ts";

const player = new TonePlayer();

/** Off until somebody wants it: a tone in the middle of a sentence is a nuisance to both. Switching it on lets one hear it. */
export function ChatSettings() {
  const { messageSound } = useModel().preferences;
  return (
    <section class="settings__section" aria-label={t("chat.title")}>
      <label class="switch">
        {t("settings.messageSound")}
        <input
          type="checkbox"
          role="switch"
          checked={messageSound.value}
          onChange={(event) => {
            messageSound.value = event.currentTarget.checked;
            if (messageSound.value) player.play(messageTone);
          }}
        />
      </label>
    </section>
  );
}
