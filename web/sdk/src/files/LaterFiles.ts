import type { FilePlace, FileToSend, FileTransfer } from "../api.ts";
import type { CarrierMessage, FileMessage } from "../data/fileMessages.ts";
import type { Probe } from "../data/LinkChannel.ts";
import { codeOf, noSuchTransfer } from "../errors/errors.ts";
import type { FileLink } from "./FileLink.ts";
import type { Files, FilesPorts } from "./Files.ts";
import { STORE_KEY } from "./limits.ts";

/** What is remembered for the code: all that can be offered at once, a few times over. It comes in a fraction of a second, or, from a server that is away, not at all. */
const MAX_EARLY = 256;

type User = Parameters<Files["opened"]>[0];

/**
 * The files of this device, whose code is loaded when there is somebody to exchange them with, or some are kept from before: a tenth of the page, and whoever opens it
 * to be called waits for none of it.
 */
export class LaterFiles {
  #files: Files | null = null;
  #loading: Promise<Files> | null = null;
  /** What has happened to the links meanwhile, in its order. */
  readonly #early: ((files: Files) => void)[] = [];
  #started = false;

  constructor(private readonly ports: FilesPorts) {}

  get snapshot(): readonly FileTransfer[] {
    return this.#files?.snapshot ?? [];
  }

  start(): void {
    this.#started = true;
    if (this.#files !== null) this.#files.start();
    else if (this.ports.store.get(STORE_KEY) !== null) this.#soon(() => undefined);
  }

  stop(): void {
    this.#started = false;
    this.#early.length = 0;
    this.#files?.stop();
  }

  /** Rejects as `Files.offer` throws, and where the server is out of reach and the code has not come. */
  async offer(files: readonly FileToSend[], to: readonly User[]): Promise<void> {
    (await this.#load()).offer(files, to);
  }

  provide(id: string, file: File): void {
    this.#present.provide(id, file);
  }

  /** Somebody waits at the other end of a stream, a download of the browser for one: they hear that it was not taken. */
  async accept(id: string, place: FilePlace | null): Promise<void> {
    try {
      await this.#present.accept(id, place);
    } catch (error) {
      if (place instanceof WritableStream) await place.abort(error).catch(() => undefined);
      throw error;
    }
  }

  decline(id: string): void {
    this.#present.decline(id);
  }

  cancel(id: string): void {
    this.#present.cancel(id);
  }

  pause(id: string, paused: boolean): void {
    this.#present.pause(id, paused);
  }

  async open(id: string): Promise<File | null> {
    return this.#present.open(id);
  }

  forget(id: string): void {
    this.#files?.forget(id);
  }

  opened(user: User, link: FileLink): void {
    this.#soon((files) => files.opened(user, link));
  }

  closed(user: string): void {
    this.#soon((files) => files.closed(user));
  }

  receive(from: User, message: FileMessage | CarrierMessage): void {
    this.#soon((files) => files.receive(from, message));
  }

  probed(user: string, probe: Probe): void {
    this.#files?.probed(user, probe);
  }

  receivedBytes(user: string): number {
    return this.#files?.receivedBytes(user) ?? 0;
  }

  /** Throws `no-such-transfer` where nothing is loaded: then there are none. */
  get #present(): Files {
    if (this.#files === null) throw noSuchTransfer();
    return this.#files;
  }

  #soon(action: (files: Files) => void): void {
    if (this.#files !== null) action(this.#files);
    else {
      if (this.#early.length < MAX_EARLY) this.#early.push(action);
      this.#load().catch((error: unknown) => this.ports.log.warning(`Files cannot be exchanged yet: ${codeOf(error)}`));
    }
  }

  /** Tried again with the next thing that happens, where it fails. */
  #load(): Promise<Files> {
    this.#loading ??= import("./Files.ts").then(
      ({ Files: Loaded }) => {
        const files = (this.#files ??= new Loaded(this.ports));
        if (this.#started) files.start();
        for (const action of this.#early.splice(0)) action(files);
        this.ports.changed();
        return files;
      },
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }
}
