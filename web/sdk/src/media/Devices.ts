import type { LocalDevice, LocalMedia } from "../api.ts";
import type { CapturePort } from "../environment/Environment.ts";

export type DeviceList = LocalMedia["devices"];

/** The devices that the browser shows us. Their labels are empty until a permission was given. */
export class Devices {
  list: DeviceList = { microphones: [], cameras: [], speakers: [] };
  constructor(
    private readonly capture: CapturePort | null,
    private readonly changed: () => void,
    pluggedOrUnplugged: () => void,
  ) {
    capture?.addEventListener("devicechange", () => void this.refresh().then(pluggedOrUnplugged));
  }

  async refresh(): Promise<void> {
    const found = await this.capture?.enumerateDevices().catch(() => []);
    if (found === undefined) return;
    const of = (kind: MediaDeviceKind): readonly LocalDevice[] =>
      found.filter((info) => info.kind === kind && info.deviceId !== "").map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.list = { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
    this.changed();
  }
}
