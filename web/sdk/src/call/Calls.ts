import type { CallElsewhere, CallSnapshot, EndReason, HistoryEntry, Media } from "../api.ts";
import { forgetChat } from "../chat/keptChat.ts";
import { settledWithin } from "../environment/Clock.ts";
import { alreadyInCall, codeOf, isUndelivered, noCall } from "../errors/errors.ts";
import type { Signal } from "../signaling/Signal.ts";
import type { CallView } from "../signaling/views.ts";
import type { CallPorts } from "./Call.ts";
import { Call, tracksFor } from "./Call.ts";
import { callElsewhere, isElsewhere } from "./elsewhere.ts";
import { outgoingView } from "./outgoingView.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Unclaimed {
  readonly call: string;
  readonly from: string;
  readonly signal: Signal;
}

/** Signals that overtake the answer to our own join: some offers with their candidates. */
const MAX_UNCLAIMED = 64;
/** Calls whose late views are not news. */
const MAX_REMEMBERED = 32;
/** So long a call stays on the other device while this one opens camera and microphone. A question to the person may take longer. */
export const DEVICES_WITHIN_MS = 3_000;
/** A call that was hung up and whose hang-up may not have arrived: a reload must not lead back into it. */
const LEFT_CALL = "callbox.left-call";

/**
 * The calls of this device: one at a time, which stays to be seen until it is dismissed. While our own invitation is on its
 * way, the invited person's invitation of us may come (glare): it is prepared as `rival`, and the server decides.
 */
export class Calls {
  #current: Call | null = null;
  #rival: Call | null = null;
  /** The newest view of a call that this person is in on another device. */
  #elsewhere: CallView | null = null;
  /** Joins and invitations that wait for their answer. */
  #entering = 0;
  #unclaimed: Unclaimed[] = [];
  #finished: string[] = [];
  /** The newest version seen of each of the last calls: two changes at the same moment may be told in either order. */
  readonly #versions = new Map<string, number>();

  constructor(
    private readonly ports: CallPorts,
    private readonly me: () => Named | null,
    private readonly serverNow: () => number,
  ) {}

  get snapshot(): CallSnapshot | null {
    return this.#current?.snapshot ?? null;
  }

  /** The call that is going on, for statistics; null when there is none or it has ended. */
  get live(): Call | null {
    return this.#current !== null && !this.#current.ended ? this.#current : null;
  }

  get elsewhere(): CallElsewhere | null {
    return this.#elsewhere === null || this.live !== null ? null : callElsewhere(this.#elsewhere, this.ports.toLocal);
  }

  async invite(to: Named, media: Media): Promise<void> {
    const present = this.live;
    if (present !== null) {
      if (present.joined || !isFrom(present.view, to.id)) throw alreadyInCall();
      // They are calling us already: the lesser media of the two, as the server decides a race.
      await this.accept(lesser(media, present.view.media));
      return;
    }
    if (this.#elsewhere !== null) throw alreadyInCall();
    const me = this.me() ?? { id: "", name: "" };
    const tracks = tracksFor(media);
    const id = this.ports.iceServers.takeNextCall();
    const call = new Call(this.ports, outgoingView({ id, me, to, media, tracks, createdAt: this.serverNow() }));
    this.#current = call;
    this.ports.log.info(`Calling ${to.name} (${media})`);
    const answer = this.ports.ask("call.invite", { call: id, to: to.id, media, tracks }, call.over);
    call.openDevices(media);
    const connect = (): void => call.connect(tracks, { askForOffers: false });
    const ready = this.ports.iceServers.ready(id);
    if (ready === null) connect();
    // Only right after another call: it rings meanwhile, and may be over by then.
    else void ready.then(() => call.over.aborted || connect());
    await this.#entered(call, answer.then(({ call: view }) => view));
  }

  async accept(media: Media): Promise<void> {
    const call = this.live;
    if (call === null || call.joined) throw noCall();
    const tracks = tracksFor(media);
    this.ports.log.info(`Accepting (${media})`);
    // The answer and its candidates leave in the same flight, behind the acceptance.
    const answer = this.ports.ask("call.accept", { call: call.id, tracks }, call.over);
    call.enter(media, tracks, { askForOffers: true });
    await this.#entered(call, answer.then(({ call: view }) => view));
  }

  async joinLink(link: string, media: Media): Promise<void> {
    if (this.live !== null) throw alreadyInCall();
    const tracks = tracksFor(media);
    this.#entering += 1;
    try {
      const { call: view } = await this.ports.ask("link.join", { link, tracks });
      this.#forgetLeft(view.id);
      // Whoever began to ring meanwhile is told by the server that we are busy.
      this.#current?.finish("busy");
      const call = new Call(this.ports, view);
      this.#current = call;
      this.ports.log.info("Joined the call of a link");
      call.enter(media, tracks, { askForOffers: false });
    } finally {
      this.#entering -= 1;
      this.#claim();
    }
  }

  /**
   * Moves the call here (docs/adr/0007). The devices come first: the others see and hear the other device until this one has
   * something to send. The view is the one that the person saw.
   */
  async take(): Promise<void> {
    const seen = this.#elsewhere;
    if (seen === null || this.live !== null) throw noCall();
    const { ask, clock, iceServers, media } = this.ports;
    const call = new Call(this.ports, seen);
    this.#current = call;
    this.ports.log.info("Moving the call to this device");
    const tracks = call.openDevicesAgain();
    await settledWithin(clock, DEVICES_WITHIN_MS, media.opened());
    try {
      const { call: view } = await ask("call.take", { call: call.id, version: seen.version, tracks }, call.over);
      if (!call.ended) this.#forgetLeft(view.id);
      this.applyView(view);
      // By now it may be on yet another device.
      if (!call.view.you.here) call.finish("replaced");
      await iceServers.ready(call.id);
      if (!call.ended) call.connect(tracks, { askForOffers: true });
    } catch (error) {
      if (call.ended) return;
      // It is still where it was, or its end was told by a view.
      call.finish("replaced");
      this.#current = null;
      this.ports.changed();
      throw error;
    }
  }

  decline(): void {
    const call = this.live;
    if (call === null || call.joined) return;
    this.#leave(call, "declined");
  }

  hangUp(): void {
    const call = this.live;
    if (call === null) return;
    this.#leave(call, !call.joined ? "declined" : isUnanswered(call.view) ? "cancelled" : "hung-up");
  }

  dismiss(): void {
    if (this.live !== null) return;
    this.#current?.chat.forget();
    this.#current = null;
    this.ports.changed();
  }

  /** A session began that is not the continuation of the last one: `view` is what the server knows of our call. */
  snapshotOfServer(view: CallView | null): void {
    this.#elsewhere = null;
    if (view !== null) this.#note(view);
    const present = this.live;
    if (present !== null && view?.id !== present.id) {
      // An invitation or a join that is still on its way will find its own end.
      if (present.view.version > 0) present.finish("lost");
    }
    if (view === null) {
      // The page was loaded again after the end of its call: there is nobody to show the chat to.
      if (this.#current === null) forgetChat(this.ports.deviceStore);
      return;
    }
    if (this.live?.id === view.id) {
      this.live.apply(view);
      this.live?.renegotiate();
    } else if (view.you.state === "joined" && view.id === this.ports.deviceStore.get(LEFT_CALL)) this.#tellLeft(view.id);
    else if (view.you.state === "joined" && view.you.here) this.#reenter(view);
    else this.applyView(view);
  }

  /** Of a call that was over when we came back nobody tells us but the list of calls. */
  historyChanged(entries: readonly HistoryEntry[]): void {
    const call = this.#current;
    const entry = entries.find((each) => each.call === call?.id);
    if (entry !== undefined) call?.endTold(entry.reason, entry.endedAt);
  }

  applyView(view: CallView): void {
    if (view.version < (this.#versions.get(view.id) ?? 0)) return;
    this.#note(view);
    const call = [this.#current, this.#rival].find((each) => each?.id === view.id);
    if (call !== undefined && call !== null) call.apply(view);
    else if (view.endedAt === null && !this.#finished.includes(view.id)) this.#unknown(view);
    if (this.#rival?.ended === true) this.#rival = null;
    this.ports.changed();
  }

  receive(call: string, from: string, signal: Signal): void {
    const target = [this.#current, this.#rival].find((each) => each?.id === call);
    if (target !== undefined && target !== null) target.receive(from, signal);
    else if (this.#entering > 0 && this.#unclaimed.length < MAX_UNCLAIMED) this.#unclaimed.push({ call, from, signal });
  }

  mediaChanged(): void {
    this.live?.mediaChanged();
  }

  signalingChanged(): void {
    this.live?.signalingChanged();
  }

  networkChanged(): void {
    this.live?.networkChanged();
  }

  /** Another window has this device, and with it the call. */
  replaced(): void {
    this.live?.finish("replaced");
  }

  /** The client stops: leaves a call that it is in; one that rings goes on ringing elsewhere. */
  stop(): void {
    const call = this.live;
    if (call?.joined === true) this.hangUp();
    else call?.finish("lost");
    call?.chat.forget();
    this.#current = null;
    this.#rival?.discard();
    this.#rival = null;
    this.#elsewhere = null;
  }

  #note(view: CallView): void {
    if (view.you.state === "left") this.#forgetLeft(view.id);
    this.#versions.delete(view.id);
    this.#versions.set(view.id, view.version);
    const [oldest] = this.#versions.keys();
    if (oldest !== undefined && this.#versions.size > MAX_REMEMBERED) this.#versions.delete(oldest);
    if (isElsewhere(view)) this.#elsewhere = view;
    else if (this.#elsewhere?.id === view.id) this.#elsewhere = null;
  }

  #unknown(view: CallView): void {
    if (isWaiting(view)) this.#incoming(view);
    // The server believes us in a call that we know nothing of: our invitation made it, and was given up meanwhile.
    else if (view.you.here && this.#entering === 0) this.#tellLeft(view.id);
  }

  #incoming(view: CallView): void {
    const present = this.live;
    if (present !== null) {
      const race = present.view.version === 0 && present.view.participants.some(({ user }) => isFrom(view, user.id));
      if (race) this.#rival = new Call(this.ports, view);
      return;
    }
    this.#current = new Call(this.ports, view);
    this.ports.log.info(`${view.participants.find(({ role }) => role === "caller")?.user.name ?? "Somebody"} is calling (${view.media})`);
    this.ports.ask("call.ring", { call: view.id }, this.#current.over).catch(() => undefined);
  }

  #reenter(view: CallView): void {
    this.#current = new Call(this.ports, view);
    this.ports.log.info("Back in the call");
    this.#current.reenter();
    this.ports.changed();
  }

  /** Waits for the server's answer to our invitation or acceptance. */
  async #entered(call: Call, answer: Promise<CallView>): Promise<void> {
    this.#entering += 1;
    try {
      const view = await answer;
      if (!call.ended) this.#forgetLeft(view.id);
      if (view.id === call.id) call.apply(view);
      else if (call.ended) this.#tellLeft(view.id);
      else this.#merge(call, view);
    } catch (error) {
      if (call.ended) return;
      const reason = endAfterRefusal(codeOf(error));
      call.finish(reason);
      if (reason === "failed") throw error;
    } finally {
      this.#entering -= 1;
      this.#claim();
    }
  }

  /** Glare: our invitation was taken as the acceptance of theirs. */
  #merge(own: Call, view: CallView): void {
    const theirs = this.#rival?.id === view.id ? this.#rival : new Call(this.ports, view);
    this.#rival = null;
    own.discard();
    this.#current = theirs;
    this.ports.log.info("Both called at once: one call");
    // First what we send, so that a camera which one side alone wanted never goes out.
    theirs.enter(lesser(own.view.media, view.media), tracksFor(own.view.media), { askForOffers: true });
    theirs.apply(view);
  }

  #leave(call: Call, reason: "declined" | "cancelled" | "hung-up"): void {
    this.#finished = [...this.#finished.slice(1 - MAX_REMEMBERED), call.id];
    call.finish(reason);
    if (reason === "declined") this.ports.ask("call.decline", { call: call.id }).catch(() => undefined);
    else this.#tellLeft(call.id);
  }

  /** Delivered when there is a connection, however long that takes; a refusal means that the call is over anyway. */
  #tellLeft(call: string): void {
    this.ports.deviceStore.set(LEFT_CALL, call);
    const told = (): void => this.#forgetLeft(call);
    this.ports.ask("call.hang-up", { call }).then(told, (error: unknown) => {
      if (!isUndelivered(error)) told();
    });
  }

  /** The server has heard of it, or we are in the call again: the next page of this device has nothing to tell. */
  #forgetLeft(call: string): void {
    const { deviceStore } = this.ports;
    if (deviceStore.get(LEFT_CALL) === call) deviceStore.remove(LEFT_CALL);
  }

  #claim(): void {
    if (this.#entering > 0) return;
    const unclaimed = this.#unclaimed;
    this.#unclaimed = [];
    for (const { call, from, signal } of unclaimed) this.receive(call, from, signal);
  }
}

const isFrom = (view: CallView, user: string): boolean =>
  view.participants.some((participant) => participant.role === "caller" && participant.user.id === user);

const isWaiting = ({ you }: CallView): boolean => you.state === "invited" || you.state === "ringing";

const isUnanswered = ({ link, participants, you }: CallView): boolean =>
  link === null && !participants.some(({ state, user }) => state === "joined" && user.id !== you.user);

/** Audio beats video: a camera never goes live because of a race. */
const lesser = (one: Media, other: Media): Media => (one === "video" && other === "video" ? "video" : "audio");

/** How a call ended that the server did not let us into (docs/PROTOCOL.md, Calls). */
function endAfterRefusal(code: string): EndReason {
  switch (code) {
    case "answered-elsewhere":
      return "answered-elsewhere";
    case "user-not-found":
      return "unreachable";
    case "call-ended":
    case "call-not-found":
      return "cancelled";
    default:
      return "failed";
  }
}
