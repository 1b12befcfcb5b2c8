import type { ChatSnapshot, KeyValueStore } from "../api.ts";
import type { ChatMessage } from "../data/peerMessages.ts";
import type { Cancel, Clock } from "../environment/Clock.ts";
import type { RandomBytes } from "../environment/randomId.ts";
import { newMessageId } from "../environment/randomId.ts";
import { messageEmpty, messageTooLong, nobodyHere } from "../errors/errors.ts";
import { ChatLog } from "./ChatLog.ts";
import { Intake, WINDOW } from "./Intake.ts";
import { forgetChat, keepChat, loadChat } from "./keptChat.ts";
import { MAX_MESSAGE_CHARACTERS, messageText } from "./messageText.ts";

interface User {
  readonly id: string;
  readonly name: string;
}

export interface ChatPorts {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** Outlives a reload of this window. */
  readonly store: KeyValueStore;
  /** Says something to a participant; false when nothing goes through now. */
  readonly say: (user: string, message: ChatMessage) => boolean;
  readonly changed: () => void;
}

/** How long what has come is gathered before it is kept and acknowledged: one write for a burst, and no delay that a person sees. */
const KEEP_MS = 50;
/** Ids of others are kept, so they have an end (docs/PROTOCOL.md: ids). */
const MAX_ID_CHARACTERS = 64;

/**
 * The chat of one call. A message goes to everybody who is in the call when it is written, on each link apart, and again
 * on a new connection until it is acknowledged; it is acknowledged when it is kept here, and shown once.
 */
export class Chat {
  readonly #log: ChatLog;
  /** By participant: what has left on the present connection and is not acknowledged. */
  readonly #sent = new Map<string, Set<string>>();
  readonly #intakes = new Map<string, Intake>();
  #kept: ChatSnapshot;
  #keeping: Cancel | null = null;

  constructor(
    private readonly ports: ChatPorts,
    private readonly call: string,
  ) {
    this.#log = new ChatLog(loadChat(ports.store, call));
    this.#kept = this.#log.snapshot;
  }

  get snapshot(): ChatSnapshot {
    return this.#log.snapshot;
  }

  /** Throws `message-empty`, `message-too-long`, or `nobody-here` when there is no recipient. */
  write(text: string, to: readonly User[]): void {
    const written = messageText(text);
    if (written === "") throw messageEmpty();
    if (written.length > MAX_MESSAGE_CHARACTERS) throw messageTooLong(MAX_MESSAGE_CHARACTERS);
    if (to.length === 0) throw nobodyHere();
    const { clock, randomBytes } = this.ports;
    const recipients = to.map((user) => ({ user: { id: user.id, name: user.name }, received: false }));
    this.#log.wrote({ id: newMessageId(randomBytes), from: null, text: written, at: clock.now(), recipients });
    // First kept, then sent: a page that is loaded again must know what it has said.
    this.#keep();
    for (const { id } of to) this.#pump(id);
    this.ports.changed();
  }

  /** There is a channel to this participant, perhaps a new one: nothing is known to have arrived but what was acknowledged. */
  opened(user: string): void {
    this.#sent.delete(user);
    this.#intakes.get(user)?.restart();
    this.#pump(user);
  }

  receive(from: User, message: ChatMessage): void {
    switch (message.type) {
      case "chat.message":
        this.#take(from, message.id, message.text);
        return;
      case "chat.received":
        this.#acknowledged(from.id, message.ids);
        return;
    }
  }

  read(): void {
    if (this.#log.snapshot.unread === 0) return;
    this.#log.read();
    this.#keepSoon();
    this.ports.changed();
  }

  /** The call is over: what there is stays to be read, nothing more comes. */
  close(): void {
    if (this.#keeping === null) return;
    this.#stopKeeping();
    this.#keep();
  }

  /** Nobody can look at it any more. */
  forget(): void {
    this.#stopKeeping();
    forgetChat(this.ports.store);
  }

  #take(from: User, id: string, said: string): void {
    const text = messageText(said);
    if (id.length > MAX_ID_CHARACTERS || said.length > MAX_MESSAGE_CHARACTERS || text === "") return;
    const now = this.ports.clock.now();
    const intake = this.#intakes.get(from.id) ?? new Intake(now);
    this.#intakes.set(from.id, intake);
    if (!intake.take(id)) return;
    const message = { id, from: { id: from.id, name: from.name }, text, at: now, recipients: [] };
    if (this.#log.took(message)) this.ports.changed();
    this.#keepSoon();
  }

  #acknowledged(user: string, ids: readonly string[]): void {
    const before = this.#log.snapshot;
    this.#log.received(user, ids);
    for (const id of ids) this.#sent.get(user)?.delete(id);
    if (this.#log.snapshot !== before) {
      this.#keepSoon();
      this.ports.changed();
    }
    this.#pump(user);
  }

  #pump(user: string): void {
    const sent = this.#sent.get(user) ?? new Set();
    this.#sent.set(user, sent);
    for (const { id, text } of this.#log.waitingFor(user)) {
      if (sent.size >= WINDOW) return;
      if (sent.has(id)) continue;
      if (!this.ports.say(user, { type: "chat.message", id, text })) return;
      sent.add(id);
    }
  }

  #keepSoon(): void {
    this.#keeping ??= this.ports.clock.after(KEEP_MS, () => {
      this.#keeping = null;
      this.#keep();
    });
  }

  #stopKeeping(): void {
    this.#keeping?.();
    this.#keeping = null;
  }

  /** Keeps what there is, then acknowledges what has come. */
  #keep(): void {
    const { clock, store, say } = this.ports;
    const { snapshot } = this.#log;
    if (snapshot !== this.#kept) keepChat(store, this.call, snapshot);
    this.#kept = snapshot;
    for (const [user, intake] of this.#intakes) {
      const ids = intake.due(clock.now());
      if (ids.length > 0) say(user, { type: "chat.received", ids });
      if (!intake.isEmpty) this.#keepSoon();
    }
  }
}
