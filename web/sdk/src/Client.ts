import type { Callbox, CallboxOptions, CallboxSnapshot, FilePlace, FileToSend, LinkPreview, LinkStats, LogLine, Media } from "./api.ts";
import type { CallPorts } from "./call/Call.ts";
import { Calls } from "./call/Calls.ts";
import type { Environment } from "./environment/Environment.ts";
import { newCallId } from "./environment/randomId.ts";
import { assertNever } from "./errors/assertNever.ts";
import { alreadyStarted, nameInvalid, noCall } from "./errors/errors.ts";
import { LaterFiles } from "./files/LaterFiles.ts";
import { History } from "./history/History.ts";
import { Log } from "./log/Log.ts";
import { LocalMedia } from "./media/LocalMedia.ts";
import { IceServers } from "./peer/IceServers.ts";
import { byName, withChanges } from "./people/people.ts";
import { Doorbell } from "./signaling/Doorbell.ts";
import { Knock } from "./signaling/Knock.ts";
import type { Notification, Welcome } from "./signaling/serverMessages.ts";
import { Session } from "./signaling/Session.ts";
import type { MeasuredLink } from "./stats/StatsCollector.ts";
import { StatsCollector } from "./stats/StatsCollector.ts";
import { DeviceIdentity } from "./store/DeviceIdentity.ts";
import { validName } from "./store/name.ts";
import { retained } from "./store/retained.ts";
import { Store } from "./store/Store.ts";

/** Wires the parts into a `Callbox`: what comes from the server goes to its part, what changes there goes to the snapshot. */
export class Client implements Callbox {
  readonly #store: Store<CallboxSnapshot>;
  readonly #log: Log;
  readonly #identity: DeviceIdentity;
  readonly #session: Session;
  readonly #iceServers: IceServers;
  readonly #knock: Knock;
  readonly #doorbell: Doorbell;
  readonly #media: LocalMedia;
  readonly #calls: Calls;
  readonly #history: History;
  readonly #files: LaterFiles;
  readonly #stats: StatsCollector;
  #listed = true;
  #started = false;
  /** The server's clock minus ours. */
  #clockOffsetMs = 0;
  #stopListening: readonly (() => void)[] = [];

  constructor(
    private readonly environment: Environment,
    { url, identityStore, deviceStore }: CallboxOptions,
  ) {
    const { clock } = environment;
    const toLocal = (time: number): number => time - this.#clockOffsetMs;
    this.#log = new Log(clock);
    this.#identity = new DeviceIdentity(environment, identityStore, deviceStore);
    this.#session = new Session(environment, url, this.#log, {
      identity: () => ({
        secret: this.#identity.secret,
        name: this.#identity.name,
        listed: this.#listed,
        device: this.#identity.device,
        nextCall: this.#iceServers.nextCall,
      }),
      stateChanged: () => this.#signalingChanged(),
      greeted: (welcome) => this.#greeted(welcome),
      welcomed: (welcome) => this.#welcomed(welcome),
      notified: (notification) => this.#notified(notification),
      nameRefused: () => {
        this.#identity.name = null;
      },
    });
    const { ask } = this.#session;
    this.#iceServers = new IceServers(clock, ask, () => newCallId(environment.randomBytes));
    this.#media = new LocalMedia(environment, identityStore, this.#log, () => this.#mediaChanged());
    this.#stats = new StatsCollector(clock, () => this.#measuredLinks(), () => this.#callChanged());
    const { vault, chunkReader, randomBytes } = environment;
    this.#files = new LaterFiles({ clock, randomBytes, log: this.#log, vault, chunkReader, store: deviceStore, changed: () => this.#filesChanged() });
    const ports: CallPorts = {
      clock,
      rtc: environment.rtc,
      randomBytes,
      iceServers: this.#iceServers,
      log: this.#log,
      ask,
      media: this.#media,
      files: this.#files,
      deviceStore,
      toLocal,
      signalingConnected: () => this.#session.state === "connected",
      qualityOf: (user) => this.#stats.quality(user),
      doubted: () => this.#session.check(),
      returned: () => this.#session.hurry(),
      changed: () => this.#callChanged(),
    };
    this.#knock = new Knock(
      clock,
      environment.rtc,
      () => (this.#calls.live === null ? [] : this.#iceServers.of(this.#calls.live.id)),
      () => this.#session.hurry(),
    );
    this.#doorbell = new Doorbell(clock, url, environment.askAddress, () => this.#session.hurry());
    this.#calls = new Calls(ports, () => this.#me(), () => clock.now() + this.#clockOffsetMs);
    this.#history = new History(clock, ask, toLocal, (snapshot) => {
      this.#store.patch(snapshot);
      this.#calls.historyChanged(snapshot.history);
    });
    this.#store = new Store<CallboxSnapshot>({
      signaling: "offline",
      signalingSince: clock.now(),
      me: null,
      people: [],
      call: null,
      elsewhere: null,
      local: this.#media.snapshot,
      history: [],
      historyHasMore: false,
      missed: 0,
      files: [],
    });
  }

  get state(): CallboxSnapshot {
    return this.#store.state;
  }

  subscribe(listener: (state: CallboxSnapshot) => void): () => void {
    return this.#store.subscribe(listener);
  }

  onLog(listener: (line: LogLine) => void): () => void {
    return this.#log.onLine(listener);
  }

  get log(): readonly LogLine[] {
    return this.#log.lines;
  }

  onStats(listener: (stats: readonly LinkStats[]) => void): () => void {
    return this.#stats.onStats(listener);
  }

  start({ listed = true }: { readonly listed?: boolean } = {}): void {
    this.#listed = listed;
    if (this.#started) return;
    this.#started = true;
    this.#files.start();
    this.#filesChanged();
    const { network } = this.environment;
    this.#stopListening = [
      network.onChange(() => {
        this.#log.info("The network changed");
        this.#session.reopen();
        this.#calls.networkChanged();
      }),
      network.onWake(() => this.#session.check()),
    ];
    void this.#identity.claimDevice().then(() => {
      if (this.#started) this.#session.start();
    });
  }

  stop(): void {
    this.#started = false;
    this.#identity.noteCall(false);
    for (const stopListening of this.#stopListening) stopListening();
    this.#history.stop();
    this.#calls.stop();
    this.#files.stop();
    this.#media.stop();
    this.#iceServers.stop();
    this.#knock.stop();
    this.#doorbell.stop();
    this.#session.stop();
    this.#identity.releaseDevice();
    this.#store.patch({ people: [], call: null, elsewhere: null });
  }

  takeOver(): void {
    this.#session.takeOver();
  }

  get savedName(): string | null {
    return this.#identity.name;
  }

  async setProfile({ name, listed }: { readonly name?: string; readonly listed?: boolean }): Promise<void> {
    const valid = name === undefined ? undefined : validName(name);
    if (valid === null) throw nameInvalid();
    if (listed !== undefined) this.#listed = listed;
    if (valid !== undefined) this.#identity.name = valid;
    // Before a connection the next hello says it.
    if (this.#session.state !== "connected") return;
    const { user } = await this.#session.ask("profile.set", {
      ...(valid === undefined ? {} : { name: valid }),
      ...(listed === undefined ? {} : { listed }),
    });
    this.#store.patch({ me: user });
  }

  exportIdentity(): string {
    return this.#identity.secret;
  }

  adoptIdentity(secret: string): void {
    if (this.#started) throw alreadyStarted();
    this.#identity.adopt(secret);
  }

  async invite(user: string, media: Media): Promise<void> {
    const name = this.state.people.find(({ id }) => id === user)?.name ?? this.#nameFromHistory(user);
    await this.#calls.invite({ id: user, name }, media);
  }

  async accept(media: Media): Promise<void> {
    await this.#calls.accept(media);
  }

  async decline(): Promise<void> {
    this.#calls.decline();
  }

  async hangUp(): Promise<void> {
    this.#calls.hangUp();
  }

  async takeCall(): Promise<void> {
    await this.#calls.take();
  }

  dismiss(): void {
    this.#calls.dismiss();
  }

  async createLink(media: Media): Promise<{ readonly link: string; readonly path: string }> {
    const { link, path } = await this.#session.ask("link.create", { media });
    return { link, path };
  }

  async previewLink(link: string): Promise<LinkPreview> {
    return this.#session.ask("link.preview", { link });
  }

  async joinLink(link: string, media: Media): Promise<void> {
    await this.#calls.joinLink(link, media);
  }

  async loadMoreHistory(): Promise<void> {
    await this.#history.loadMore();
  }

  async markHistorySeen(): Promise<void> {
    await this.#history.markSeen();
  }

  async sendMessage(text: string): Promise<void> {
    const { live } = this.#calls;
    if (live === null || !live.joined) throw noCall();
    live.write(text);
  }

  readChat(): void {
    this.#calls.live?.chat.read();
  }

  async sendFiles(files: readonly FileToSend[]): Promise<void> {
    const { live } = this.#calls;
    if (live === null || !live.joined) throw noCall();
    await this.#files.offer(files, live.present);
  }

  async provideFile(transfer: string, file: File): Promise<void> {
    this.#files.provide(transfer, file);
  }

  async acceptFile(transfer: string, place?: FilePlace): Promise<void> {
    await this.#files.accept(transfer, place ?? null);
  }

  declineFile(transfer: string): void {
    this.#files.decline(transfer);
  }

  pauseFile(transfer: string): void {
    this.#files.pause(transfer, true);
  }

  resumeFile(transfer: string): void {
    this.#files.pause(transfer, false);
  }

  cancelFile(transfer: string): void {
    this.#files.cancel(transfer);
  }

  async openFile(transfer: string): Promise<File | null> {
    return this.#files.open(transfer);
  }

  forgetFile(transfer: string): void {
    this.#files.forget(transfer);
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.#media.setMicrophone(on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.#media.setCamera(on);
  }

  async setScreenShare(on: boolean): Promise<void> {
    await this.#media.setScreenShare(on);
  }

  async selectDevice(kind: "microphone" | "camera" | "speaker", id: string): Promise<void> {
    await this.#media.selectDevice(kind, id);
  }

  async openPreview(media: Media): Promise<void> {
    await this.#media.openPreview(media);
  }

  closePreview(): void {
    this.#media.closePreview();
  }

  microphoneLevel(): number {
    return this.#media.microphoneLevel();
  }

  voiceLevel(user: string): number {
    return this.#calls.live?.links.get(user)?.voiceLevel ?? 0;
  }

  #signalingChanged(): void {
    this.#store.patch({ signaling: this.#session.state, signalingSince: this.environment.clock.now() });
    if (this.#session.state === "replaced") this.#calls.replaced();
    this.#calls.signalingChanged();
    this.#knockWhileCutOff();
  }

  #knockWhileCutOff(): void {
    const cutOff = this.#session.state === "reconnecting" && this.#calls.live !== null;
    for (const asking of [this.#knock, this.#doorbell]) {
      if (cutOff) asking.start();
      else asking.stop();
    }
  }

  #greeted(welcome: Welcome): void {
    this.#clockOffsetMs = welcome.now - this.environment.clock.now();
    this.#iceServers.welcomed(welcome, this.#clockOffsetMs);
  }

  #welcomed(welcome: Welcome): void {
    this.#store.patch({ me: welcome.user });
    void this.#identity.welcomed(welcome.device);
    this.#tellName(welcome.user.name);
    if (welcome.session.resumed) return;
    this.#store.patch({ people: byName(welcome.people ?? []) });
    this.#calls.snapshotOfServer(welcome.call ?? null);
    this.#history.begin(welcome.missed ?? 0, { inCall: this.#calls.live !== null });
  }

  /** A name that was given while our hello was on its way. */
  #tellName(known: string | null): void {
    const name = this.#identity.name;
    if (name !== null && name !== known) this.setProfile({ name }).catch(() => undefined);
  }

  #notified(notification: Notification): void {
    switch (notification.type) {
      case "people.changed":
        this.#store.patch({ people: withChanges(this.state.people, notification.online, notification.offline) });
        return;
      case "call.state":
        this.#calls.applyView(notification.call);
        return;
      case "call.signal":
        this.#calls.receive(notification.call, notification.from, notification.signal);
        return;
      case "ice.servers":
        this.#iceServers.granted(notification);
        return;
      case "history.added":
        this.#history.added(notification.entry, notification.missed);
        return;
      case "history.seen":
        this.#history.seen(notification.missed);
        return;
      default:
        assertNever(notification);
    }
  }

  #mediaChanged(): void {
    this.#store.patch({ local: retained(this.state.local, this.#media.snapshot) });
    this.#calls.mediaChanged();
  }

  #callChanged(): void {
    const inCall = this.#calls.live !== null;
    this.#session.setInCall(inCall);
    this.#knockWhileCutOff();
    if (this.#started) this.#identity.noteCall(inCall);
    this.#iceServers.follow(this.#calls.live?.id ?? null);
    this.#stats.update();
    this.#store.patch({
      call: retained(this.state.call, this.#calls.snapshot),
      elsewhere: retained(this.state.elsewhere, this.#calls.elsewhere),
    });
    this.#filesChanged();
  }

  #filesChanged(): void {
    this.#store.patch({ files: retained(this.state.files, this.#files.snapshot) });
  }

  #measuredLinks(): readonly MeasuredLink[] {
    const call = this.#calls.live;
    if (call === null || !call.joined) return [];
    return [...call.links].map(([user, link]) => ({
      user,
      connection: link.connection,
      measured: (stats, heard) => link.measured(stats, heard),
      pictureExpected: call.view.participants.some(({ user: { id }, tracks }) => id === user && (tracks.camera || tracks.screen)),
    }));
  }

  #me(): { readonly id: string; readonly name: string } | null {
    const { me } = this.state;
    return me === null ? null : { id: me.id, name: me.name ?? "" };
  }

  #nameFromHistory(user: string): string {
    return this.state.history.flatMap((entry) => entry.with).find(({ id }) => id === user)?.name ?? "";
  }
}
