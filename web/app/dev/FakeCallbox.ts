import type { Callbox, CallboxSnapshot, CallSnapshot, FileToSend, LinkStats, LocalMedia, LogLine, Media } from "@callbox/sdk";
import { FakeFiles } from "./FakeFiles.ts";
import type { Pace } from "./Pace.ts";
import type { Scene } from "./scenes.ts";
import { call, log, participant, people, sample, talking } from "./world.ts";

const ANSWERED_AFTER_MS = 2500;

/** A Callbox without a server and without a peer: it starts in a scene, and plays along when somebody presses buttons. */
export class FakeCallbox implements Callbox {
  readonly log: LogLine[];
  readonly #listeners = new Set<(state: CallboxSnapshot) => void>();
  readonly #statsListeners = new Set<(stats: readonly LinkStats[]) => void>();
  readonly #files: FakeFiles;
  #state: CallboxSnapshot;
  savedName: string | null;

  constructor(
    readonly scene: Scene,
    pace: Pace,
  ) {
    this.#files = new FakeFiles({ files: () => this.#state.files, call: () => this.#state.call, change: (files) => this.#change({ files }) }, pace);
    this.#state = scene.snapshot;
    this.savedName = scene.savedName === undefined ? "Ann" : scene.savedName;
    this.log = scene.hasLog === true ? [...log] : [];
  }

  get state(): CallboxSnapshot {
    return this.#state;
  }

  subscribe(listener: (state: CallboxSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onLog(): () => void {
    return () => undefined;
  }

  onStats(listener: (stats: readonly LinkStats[]) => void): () => void {
    this.#statsListeners.add(listener);
    return () => this.#statsListeners.delete(listener);
  }

  play(state: CallboxSnapshot): void {
    this.#change(state);
  }

  /** Ninety seconds of figures at once. */
  playStats(): void {
    for (let second = 0; second < 90; second++) {
      for (const listener of this.#statsListeners) listener((this.#state.call?.participants ?? []).map(({ user }) => sample(user.id, second)));
    }
  }

  start(): void {
    if (this.#state.signaling === "offline") this.#change({ signaling: "connected", me: { id: "u_me", name: this.savedName }, people });
  }

  stop(): void {
    this.#change({ signaling: "offline", me: null });
  }

  takeOver(): void {
    this.#change({ signaling: "connected" });
  }

  async setProfile({ name }: { readonly name?: string }): Promise<void> {
    if (name === undefined) return;
    this.savedName = name;
    this.#change({ me: { id: "u_me", name } });
  }

  exportIdentity(): string {
    return "m3Jc0n2o4Ww7p1QkYx9bTz5sVd8eRf6gHh2iLl0uAaE";
  }

  adoptIdentity(): void {
    this.#change({ signaling: "connected" });
  }

  async invite(user: string, media: Media): Promise<void> {
    const index = people.findIndex((person) => person.id === user);
    const invited = participant(index, { state: "ringing", link: "new" });
    this.#change({ call: call({ phase: "ringing", media, answeredAt: null, participants: [invited] }), local: talking(media === "video") });
    setTimeout(() => {
      if (this.#state.call?.phase === "ringing") this.#answered(media, index);
    }, ANSWERED_AFTER_MS);
  }

  async accept(media: Media): Promise<void> {
    this.#answered(media, 0);
  }

  async decline(): Promise<void> {
    this.#end("declined");
  }

  async hangUp(): Promise<void> {
    this.#end(this.#state.call?.answeredAt === null ? "cancelled" : "hung-up");
  }

  async takeCall(): Promise<void> {
    const { elsewhere } = this.#state;
    if (elsewhere === null) return;
    const { media, link, with: others } = elsewhere;
    const there = others.map((other) => participant(people.findIndex(({ id }) => id === other.id)));
    this.#change({ elsewhere: null, call: call({ media, link, direction: link === null ? "outgoing" : "link", participants: there }), local: talking(media === "video") });
  }

  dismiss(): void {
    this.#change({ call: null });
  }

  async createLink(): Promise<{ link: string; path: string }> {
    return { link: "GardenParty24", path: "/l/GardenParty24" };
  }

  async previewLink(link: string) {
    const { preview } = this.scene;
    if (preview === "missing") throw Object.assign(new Error("no such link"), { code: "link-not-found" });
    return preview ?? { link, media: "video" as const, names: [], full: false };
  }

  async joinLink(link: string, media: Media): Promise<void> {
    this.#change({ call: call({ direction: "link", link, media, participants: [participant(0), participant(1)], answeredAt: Date.now() }), local: talking(media === "video") });
  }

  async loadMoreHistory(): Promise<void> {
    this.#change({ historyHasMore: false });
  }

  async markHistorySeen(): Promise<void> {
    this.#change({ missed: 0 });
  }

  async sendMessage(text: string): Promise<void> {
    const { call } = this.#state;
    if (call === null) return;
    const recipients = call.participants.map(({ user }) => ({ user, received: false }));
    this.#changeChat([...call.chat.messages, { id: `m_${call.chat.messages.length}`, from: null, text, at: Date.now(), recipients }], call.chat.unread);
  }

  readChat(): void {
    const { call } = this.#state;
    if (call !== null) this.#changeChat(call.chat.messages, 0);
  }

  async sendFiles(files: readonly FileToSend[]): Promise<void> {
    this.#files.send(files);
  }

  async provideFile(id: string, file: File): Promise<void> {
    this.#files.provide(id, file);
  }

  async acceptFile(id: string, place?: FileSystemFileHandle): Promise<void> {
    this.#files.accept(id, place);
  }

  declineFile(id: string): void {
    this.#files.decline(id);
  }

  pauseFile(id: string): void {
    this.#files.pause(id);
  }

  resumeFile(id: string): void {
    this.#files.resume(id);
  }

  cancelFile(id: string): void {
    this.#files.cancel(id);
  }

  async openFile(id: string): Promise<File | null> {
    return this.#files.open(id);
  }

  forgetFile(id: string): void {
    this.#files.forget(id);
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#changeLocal({ microphone: { on, error: null, device: "default" } });
  }

  async setCamera(on: boolean): Promise<void> {
    this.#changeLocal({ stream: talking(on).stream, camera: { on, error: null, device: "c1" } });
  }

  async setScreenShare(on: boolean): Promise<void> {
    this.#changeLocal({ screenShare: { on, error: null, supported: true } });
  }

  async selectDevice(kind: "microphone" | "camera" | "speaker", id: string): Promise<void> {
    if (kind === "speaker") this.#changeLocal({ speaker: id });
    else this.#changeLocal({ [kind]: { ...this.#state.local[kind], device: id } });
  }

  async openPreview(media: Media): Promise<void> {
    const { camera, microphone } = this.#state.local;
    if (camera.error === null && microphone.error === null) this.#changeLocal(talking(media === "video"));
  }

  closePreview(): void {
    if (this.#state.call === null) this.#changeLocal({ stream: null });
  }

  microphoneLevel(): number {
    return 0.075;
  }

  voiceLevel(user: string): number {
    return this.#state.call?.participants[0]?.user.id === user ? 0.1 : 0;
  }

  #answered(media: Media, index: number): void {
    const other = participant(index, { tracks: { audio: true, camera: media === "video", screen: false } });
    this.#change({ call: call({ media, participants: [other], answeredAt: Date.now() }), local: talking(media === "video") });
  }

  #end(endReason: NonNullable<CallSnapshot["endReason"]>): void {
    const { call } = this.#state;
    if (call !== null) this.#change({ call: { ...call, phase: "ended", endReason, endedAt: Date.now() } });
  }

  #changeChat(messages: CallSnapshot["chat"]["messages"], unread: number): void {
    const { call } = this.#state;
    if (call !== null) this.#change({ call: { ...call, chat: { messages, unread } } });
  }

  #changeLocal(changes: Partial<LocalMedia>): void {
    this.#change({ local: { ...this.#state.local, ...changes } });
  }

  #change(changes: Partial<CallboxSnapshot>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
