import type { CallSnapshot, FileToSend, FileTransfer } from "@callbox/sdk";
import type { Pace } from "./Pace.ts";
import { transfer } from "./world.ts";

const ANSWERED_AFTER_MS = 600;
const STEPS = 20;
const STEP_MS = 100;

interface Stage {
  readonly files: () => readonly FileTransfer[];
  readonly call: () => CallSnapshot | null;
  readonly change: (files: readonly FileTransfer[]) => void;
}

const refusal = (code: string): Error => Object.assign(new Error(code), { code });

/** Files without anybody to send them to: what is offered is accepted soon, and what is accepted comes. */
export class FakeFiles {
  readonly #placed = new Set<string>();

  constructor(
    private readonly stage: Stage,
    private readonly pace: Pace,
  ) {}

  send(files: readonly FileToSend[]): void {
    const call = this.stage.call();
    if (call === null) throw refusal("no-call");
    const others = call.participants.filter(({ state }) => state === "joined");
    if (others.length === 0) throw refusal("nobody-here");
    const offered = files.flatMap(({ file, preview = null }) =>
      others.map(({ user }) =>
        transfer({ id: crypto.randomUUID(), direction: "outgoing", with: user, name: file.name, sizeBytes: file.size, mediaType: file.type, preview, at: Date.now(), state: "offered" }),
      ),
    );
    this.stage.change([...this.stage.files(), ...offered]);
    for (const { id } of offered) {
      this.pace.after(ANSWERED_AFTER_MS, () => {
        if (this.#find(id)?.state !== "offered") return;
        this.#change(id, { state: "sending" });
        this.#run(id);
      });
    }
  }

  provide(id: string, file: File): void {
    const wanted = this.#find(id);
    if (wanted === undefined || wanted.name !== file.name || wanted.sizeBytes !== file.size) throw refusal("source-changed");
    this.#change(id, { wantsFile: false, state: "sending" });
    this.#run(id);
  }

  accept(id: string, place: FileSystemFileHandle | undefined): void {
    if (place === undefined && this.#find(id)?.wantsPlace === true) throw refusal("no-space");
    if (place !== undefined) this.#placed.add(id);
    this.#change(id, { state: "receiving", wantsPlace: false });
    this.#run(id);
  }

  decline(id: string): void {
    this.#change(id, { state: "declined" });
  }

  pause(id: string): void {
    this.#change(id, { state: "paused", pausedBy: { me: true, them: false }, rate: null, secondsLeft: null });
  }

  resume(id: string): void {
    this.#change(id, { state: this.#find(id)?.direction === "outgoing" ? "sending" : "receiving", pausedBy: { me: false, them: false } });
    this.#run(id);
  }

  cancel(id: string): void {
    this.#change(id, { state: "cancelled" });
  }

  open(id: string): File | null {
    const saved = this.#find(id);
    return saved === undefined || this.#placed.has(id) ? null : new File([`this is ${saved.name}`], saved.name, { type: saved.mediaType });
  }

  forget(id: string): void {
    this.stage.change(this.stage.files().filter((other) => other.id !== id));
  }

  #find(id: string): FileTransfer | undefined {
    return this.stage.files().find((other) => other.id === id);
  }

  #change(id: string, changes: Partial<FileTransfer>): void {
    this.stage.change(this.stage.files().map((other) => (other.id === id ? { ...other, ...changes } : other)));
  }

  #run(id: string): void {
    this.pace.after(STEP_MS, () => {
      const now = this.#find(id);
      if (now === undefined || (now.state !== "sending" && now.state !== "receiving")) return;
      const doneBytes = Math.min(now.sizeBytes, now.doneBytes + Math.ceil(now.sizeBytes / STEPS));
      const rate = (now.sizeBytes / STEPS) * (1000 / STEP_MS);
      if (doneBytes < now.sizeBytes) {
        this.#change(id, { doneBytes, rate, secondsLeft: rate === 0 ? null : (now.sizeBytes - doneBytes) / rate });
        this.#run(id);
        return;
      }
      this.#change(id, { doneBytes, state: "verifying", rate: null, secondsLeft: null });
      this.pace.after(STEP_MS, () => this.#change(id, { state: "saved" }));
    });
  }
}
