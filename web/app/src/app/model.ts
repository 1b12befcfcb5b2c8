import type { Callbox, CallboxError, CallboxSnapshot, Media } from "@callbox/sdk";
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { isOnStage } from "../call/people.ts";
import { errorSentence, isMediaErrorCode } from "../i18n/sentences.ts";
import { StatsRecorder } from "../diagnostics/StatsRecorder.ts";
import { Files } from "../files/Files.ts";
import { pageVisible } from "../platform/pageVisible.ts";
import { Notices } from "./notices.ts";
import type { Preferences } from "./preferences.ts";
import { type Route, routeOf } from "./route.ts";

/** The dialog that is open, if any. */
export type Panel = "settings" | "help" | "hang-up" | "move";

/** What is open beside the page: one thing at a time, there is no room for two. */
export type Drawer = "none" | "chat" | "diagnostics";

/** The state of the page in one place, and what a person can do with it. Components read signals and call methods; they keep no copy. */
export class Model {
  readonly snapshot: ReadonlySignal<CallboxSnapshot>;
  readonly route: Signal<Route>;
  readonly panel: Signal<Panel | null> = signal(null);
  readonly drawer: Signal<Drawer> = signal("none");
  /** What is being written in the chat of the present call. */
  readonly draft: Signal<string> = signal("");
  /** Whether what comes in the chat is seen at once. */
  readonly isReadingChat: ReadonlySignal<boolean> = computed(() => this.drawer.value === "chat" && pageVisible.value);
  readonly notices = new Notices();
  readonly stats: StatsRecorder;
  readonly files: Files;
  /** Set by the incoming-call sheet when it opens. */
  enterAccepts = true;

  constructor(
    readonly client: Callbox,
    readonly preferences: Preferences,
  ) {
    const snapshot = signal(client.state);
    client.subscribe((state) => {
      snapshot.value = state;
    });
    this.snapshot = snapshot;
    this.route = signal(routeOf(location));
    // The secret must stay neither in the address bar nor in the history.
    if (this.route.peek().kind === "device") history.replaceState(null, "", "/");
    this.stats = new StatsRecorder(client);
    this.files = new Files(this);
    window.addEventListener("popstate", () => this.#arrive(routeOf(location)));
    // What belongs to a call goes when it is over, or elsewhere: a question about it, and its chat.
    effect(() => {
      if (isOnStage(snapshot.value.call)) return;
      if (this.panel.value === "hang-up" || this.panel.value === "move") this.panel.value = null;
      if (this.drawer.value === "chat") this.drawer.value = "none";
      this.draft.value = "";
    });
  }

  #arrive(route: Route): void {
    // An identity is chosen before the client starts; so the page starts anew, with the secret still in its address.
    if (route.kind === "device") location.reload();
    else this.route.value = route;
  }

  /** Connects as the address and the preferences ask: by a link without being listed, else only if the person is online. */
  begin(): void {
    const listed = this.preferences.online.peek();
    if (listed || this.route.peek().kind === "link") this.client.start({ listed });
  }

  /** Online and known by a name: the lobby is open. */
  get isInside(): boolean {
    const { me, signaling } = this.snapshot.value;
    const named = this.client.savedName !== null || me === null || me.name !== null;
    return this.preferences.online.value && (named || signaling !== "connected");
  }

  goTo(path: string): void {
    history.pushState(null, "", path);
    this.route.value = routeOf(location);
  }

  async goOnline(name: string): Promise<void> {
    await this.client.setProfile({ name, listed: true });
    this.preferences.online.value = true;
    this.client.start({ listed: true });
  }

  goOffline(): void {
    this.preferences.online.value = false;
    this.panel.value = null;
    this.client.stop();
  }

  /** Keeps the identity of another device. The page starts anew with it: nothing of the old one may stay in memory. */
  adopt(secret: string): void {
    try {
      this.client.adoptIdentity(secret);
    } catch (error) {
      this.report(error);
      this.leaveAdoption();
      return;
    }
    this.preferences.online.value = true;
    location.replace("/");
  }

  leaveAdoption(): void {
    this.route.value = routeOf(location);
    this.begin();
  }

  call(user: string, media: Media): void {
    this.run(this.client.invite(user, media));
  }

  accept(media: Media): void {
    this.panel.value = null;
    this.run(this.client.accept(media));
  }

  /** Enter answers as the call was offered, unless the person was writing when it came: that Enter was meant for the text. */
  acceptByKey(): void {
    const { call } = this.client.state;
    if (call !== null && this.enterAccepts) this.accept(call.media);
  }

  /** Goes on here with the call that this person is in on another device. */
  moveHere(): void {
    this.panel.value = null;
    this.run(this.client.takeCall());
  }

  decline(): void {
    this.run(this.client.decline());
  }

  hangUp(): void {
    this.panel.value = null;
    this.run(this.client.hangUp());
  }

  toggleMicrophone(): void {
    this.run(this.client.setMicrophone(!this.client.state.local.microphone.on));
  }

  toggleCamera(): void {
    this.run(this.client.setCamera(!this.client.state.local.camera.on));
  }

  toggleScreen(): void {
    const share = this.client.state.local.screenShare;
    if (share.supported) this.run(this.client.setScreenShare(!share.on));
  }

  toggleDrawer(drawer: Exclude<Drawer, "none">): void {
    this.drawer.value = this.drawer.peek() === drawer ? "none" : drawer;
  }

  /** Sends the draft. One that is refused stays, to be changed. */
  sendMessage(): void {
    const text = this.draft.peek();
    if (text.trim() === "") return;
    const sent = this.client.sendMessage(text).then(() => {
      if (this.draft.peek() === text) this.draft.value = "";
    });
    this.run(sent);
  }

  /** Carries an action out and tells its failure. Media errors are told where the device is shown, from the snapshot. */
  run(action: Promise<unknown>): void {
    action.catch((error: unknown) => this.report(error));
  }

  report(error: unknown): void {
    if (isMediaErrorCode(codeOf(error))) return;
    this.notices.add(errorSentence(codeOf(error)));
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String((error as CallboxError).code) : "internal";
}
