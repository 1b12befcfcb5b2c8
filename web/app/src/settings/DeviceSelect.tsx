import type { LocalDevice } from "@callbox/sdk";
import { useId } from "preact/hooks";
import { useModel } from "../app/context.ts";
import { t } from "../i18n/language.ts";

interface Props {
  readonly kind: "camera" | "microphone" | "speaker";
  readonly label: string;
  readonly devices: readonly LocalDevice[];
  readonly chosen: string | null;
}

export function DeviceSelect({ kind, label, devices, chosen }: Props) {
  const model = useModel();
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="select" value={chosen ?? ""} onChange={(event) => model.run(model.client.selectDevice(kind, event.currentTarget.value))}>
        {!devices.some((device) => device.id === (chosen ?? "")) && <option value={chosen ?? ""}>{t("settings.default")}</option>}
        {devices.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label === "" ? `${label} ${index + 1}` : device.label}
          </option>
        ))}
      </select>
    </div>
  );
}
