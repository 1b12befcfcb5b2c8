import type { KeyValueStore } from "../api.ts";
import type { Environment } from "../environment/Environment.ts";
import { newSecret } from "../environment/randomId.ts";
import { secretInvalid } from "../errors/errors.ts";

const SECRET = "callbox.secret";
const NAME = "callbox.name";
const DEVICE = "callbox.device";
/** The device of this browser that is in a call. */
const DEVICE_IN_CALL = "callbox.device-in-call";
/** base64url of 32 bytes (docs/PROTOCOL.md, hello). */
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;

/**
 * Who we are: the person (secret and name, which outlive the browser) and the device (this window). A duplicated tab copies
 * the window's store, so a device id is used by the window alone that holds its lock; the other one becomes a new device.
 * A window that crashes takes its store with it; a note beside the name says which device was in a call, and the next window
 * becomes that one, if no window holds its lock.
 */
export class DeviceIdentity {
  #lock: { release(): void } | null = null;

  constructor(
    private readonly environment: Pick<Environment, "holdName" | "randomBytes">,
    private readonly identityStore: KeyValueStore,
    private readonly deviceStore: KeyValueStore,
  ) {}

  get secret(): string {
    const kept = this.identityStore.get(SECRET);
    if (kept !== null && SECRET_FORM.test(kept)) return kept;
    const secret = newSecret(this.environment.randomBytes);
    this.identityStore.set(SECRET, secret);
    return secret;
  }

  /** Becomes another person, so nothing of the present one's is kept. */
  adopt(secret: string): void {
    if (!SECRET_FORM.test(secret)) throw secretInvalid();
    this.identityStore.set(SECRET, secret);
    this.identityStore.remove(NAME);
    this.identityStore.remove(DEVICE_IN_CALL);
    this.deviceStore.remove(DEVICE);
  }

  get name(): string | null {
    return this.identityStore.get(NAME);
  }

  set name(name: string | null) {
    if (name === null) this.identityStore.remove(NAME);
    else this.identityStore.set(NAME, name);
  }

  get device(): string | null {
    return this.deviceStore.get(DEVICE);
  }

  /** To be called before the first hello. */
  async claimDevice(): Promise<void> {
    if (this.#lock !== null) return;
    const device = this.device;
    if (device === null) {
      await this.#claimDeviceInCall();
      return;
    }
    this.#lock = await this.environment.holdName(lockName(device), "own");
    if (this.#lock === null) this.deviceStore.remove(DEVICE);
  }

  /** This device is in a call now, or in none any more. */
  noteCall(inCall: boolean): void {
    const noted = this.identityStore.get(DEVICE_IN_CALL);
    const { device } = this;
    if (inCall && device !== null && noted !== device) this.identityStore.set(DEVICE_IN_CALL, device);
    else if (!inCall && noted !== null && noted === device) this.identityStore.remove(DEVICE_IN_CALL);
  }

  /** The server's welcome names the device. */
  async welcomed(device: string): Promise<void> {
    if (device === this.device && this.#lock !== null) return;
    this.#lock?.release();
    this.deviceStore.set(DEVICE, device);
    this.#lock = await this.environment.holdName(lockName(device), "own");
  }

  /** Another window may have the device now. */
  releaseDevice(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  async #claimDeviceInCall(): Promise<void> {
    const device = this.identityStore.get(DEVICE_IN_CALL);
    if (device === null) return;
    this.#lock = await this.environment.holdName(lockName(device), "another");
    if (this.#lock !== null) this.deviceStore.set(DEVICE, device);
  }
}

const lockName = (device: string): string => `callbox-device-${device}`;
