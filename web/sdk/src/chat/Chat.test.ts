import { beforeEach, describe, expect, test } from "vitest";
import type { ChatMessage } from "../data/peerMessages.ts";
import { codeOf } from "../errors/errors.ts";
import { FakeClock } from "../testing/FakeClock.ts";
import { MemoryStore, TestEnvironment } from "../testing/TestEnvironment.ts";
import { Chat } from "./Chat.ts";
import { MAX_KEPT_CHARACTERS, MAX_KEPT_MESSAGES } from "./ChatLog.ts";
import { PACE, WINDOW } from "./Intake.ts";
import { MAX_MESSAGE_CHARACTERS } from "./messageText.ts";

const clock = new FakeClock();

/** Somebody's page in the call, and the channels from it to the others. */
class Page {
  readonly store = new MemoryStore();
  readonly channels = new Map<string, Page>();
  /** What left, as `to: text` or `to: received n`. */
  readonly said: string[] = [];
  readonly #random = new TestEnvironment();
  chat: Chat;

  constructor(readonly name: string) {
    this.chat = this.#begin();
  }

  get user() {
    return { id: `u_${this.name}`, name: this.name };
  }

  /** F5: the channels are gone, what is stored is there. */
  reload(): void {
    for (const other of this.channels.values()) other.channels.delete(this.user.id);
    this.channels.clear();
    this.chat = this.#begin();
  }

  get texts(): string[] {
    return this.chat.snapshot.messages.map(({ from, text }) => `${from?.name ?? "I"}: ${text}`);
  }

  /** For each message of ours, who has it. */
  get receipts(): string[] {
    return this.chat.snapshot.messages
      .filter(({ from }) => from === null)
      .map(({ text, recipients }) => `${text}: ${recipients.filter(({ received }) => received).map(({ user }) => user.name).join("+")}`);
  }

  #begin(): Chat {
    const say = (to: string, message: ChatMessage): boolean => {
      const other = this.channels.get(to);
      if (other === undefined) return false;
      this.said.push(`${to}: ${message.type === "chat.message" ? message.text : `received ${message.ids.length}`}`);
      queueMicrotask(() => {
        if (this.channels.get(to) === other) other.chat.receive(this.user, message);
      });
      return true;
    };
    return new Chat({ clock, randomBytes: this.#random.randomBytes, store: this.store, say, changed: () => undefined }, "c_1");
  }
}

function connect(one: Page, other: Page): void {
  one.channels.set(other.user.id, other);
  other.channels.set(one.user.id, one);
  one.chat.opened(other.user.id);
  other.chat.opened(one.user.id);
}

function cut(one: Page, other: Page): void {
  one.channels.delete(other.user.id);
  other.channels.delete(one.user.id);
}

const delivered = (): Promise<void> => clock.advance(1000);

let ann: Page;
let bob: Page;

beforeEach(() => {
  ann = new Page("Ann");
  bob = new Page("Bob");
});

describe("two people", () => {
  beforeEach(() => connect(ann, bob));

  test("a message arrives, is acknowledged, and counts as unread until it is read", async () => {
    ann.chat.write("Hello", [bob.user]);
    expect(ann.receipts).toEqual(["Hello: "]);
    await delivered();
    expect(bob.texts).toEqual(["Ann: Hello"]);
    expect(ann.receipts).toEqual(["Hello: Bob"]);
    expect([bob.chat.snapshot.unread, ann.chat.snapshot.unread]).toEqual([1, 0]);
    bob.chat.read();
    expect(bob.chat.snapshot.unread).toBe(0);
  });

  test("messages come in the order in which they were written", async () => {
    for (const text of ["1", "2", "3"]) ann.chat.write(text, [bob.user]);
    await delivered();
    expect(bob.texts).toEqual(["Ann: 1", "Ann: 2", "Ann: 3"]);
  });

  test("what was written without a connection arrives with the next one, once", async () => {
    cut(ann, bob);
    ann.chat.write("Still there?", [bob.user]);
    await delivered();
    expect(bob.texts).toEqual([]);
    connect(ann, bob);
    await delivered();
    connect(ann, bob);
    await delivered();
    expect(bob.texts).toEqual(["Ann: Still there?"]);
    expect(ann.receipts).toEqual(["Still there?: Bob"]);
  });

  test("a message whose acknowledgement was lost is sent again and shown once", async () => {
    ann.chat.write("Hello", [bob.user]);
    await Promise.resolve();
    cut(ann, bob);
    await delivered();
    expect(bob.texts).toEqual(["Ann: Hello"]);
    expect(ann.receipts).toEqual(["Hello: "]);
    connect(ann, bob);
    await delivered();
    expect(bob.texts).toEqual(["Ann: Hello"]);
    expect(ann.receipts).toEqual(["Hello: Bob"]);
  });

  test("the chat, its marks and the unread count live through a reload of either page", async () => {
    ann.chat.write("One", [bob.user]);
    bob.chat.write("Two", [ann.user]);
    await delivered();
    for (const page of [ann, bob]) page.reload();
    connect(ann, bob);
    await delivered();
    expect(ann.texts.sort()).toEqual(["Bob: Two", "I: One"]);
    expect(ann.receipts).toEqual(["One: Bob"]);
    expect([ann.chat.snapshot.unread, bob.chat.snapshot.unread]).toEqual([1, 1]);
  });

  test("a page that is loaded again before it could send does so afterwards", async () => {
    cut(ann, bob);
    ann.chat.write("From before", [bob.user]);
    ann.reload();
    connect(ann, bob);
    await delivered();
    expect(bob.texts).toEqual(["Ann: From before"]);
  });

  test("a page that is loaded again before it has kept a message gets it again", async () => {
    ann.chat.write("Hello", [bob.user]);
    await Promise.resolve();
    bob.reload();
    expect(bob.texts).toEqual([]);
    connect(ann, bob);
    await delivered();
    expect(bob.texts).toEqual(["Ann: Hello"]);
  });

  test("a burst is acknowledged at once, not one by one", async () => {
    for (let index = 0; index < 20; index += 1) ann.chat.write(String(index), [bob.user]);
    await delivered();
    expect(bob.said).toEqual(["u_Ann: received 20"]);
  });

  test("no more than a window is under way, and all of it arrives", async () => {
    for (let index = 0; index < 3 * WINDOW; index += 1) ann.chat.write(String(index), [bob.user]);
    expect(ann.said.length).toBe(WINDOW);
    await clock.advance((2 * WINDOW * 1000) / PACE + 1000);
    expect(bob.texts.length).toBe(3 * WINDOW);
    expect(ann.said.length).toBe(3 * WINDOW);
  });

  test("after the call nothing waits any more, and what came last is kept", async () => {
    ann.chat.write("Bye", [bob.user]);
    await Promise.resolve();
    bob.chat.close();
    bob.reload();
    expect(bob.texts).toEqual(["Ann: Bye"]);
    bob.chat.forget();
    expect(bob.store.values.size).toBe(0);
  });
});

describe("three people", () => {
  test("each has every message, and the mark tells who has it", async () => {
    const cy = new Page("Cy");
    connect(ann, bob);
    connect(bob, cy);
    ann.chat.write("Hello both", [bob.user, cy.user]);
    await delivered();
    expect(ann.receipts).toEqual(["Hello both: Bob"]);
    connect(ann, cy);
    await delivered();
    expect(ann.receipts).toEqual(["Hello both: Bob+Cy"]);
    bob.chat.write("Hi", [ann.user, cy.user]);
    await delivered();
    expect(ann.texts).toEqual(["I: Hello both", "Bob: Hi"]);
    expect(cy.texts).toEqual(["Ann: Hello both", "Bob: Hi"]);
  });

  test("whoever comes later does not get what was said before", async () => {
    connect(ann, bob);
    ann.chat.write("Between us", [bob.user]);
    const cy = new Page("Cy");
    connect(ann, cy);
    connect(bob, cy);
    await delivered();
    expect(cy.texts).toEqual([]);
  });

  test("the same id from two people is two messages", () => {
    for (const name of ["Bob", "Cy"]) ann.chat.receive({ id: `u_${name}`, name }, { type: "chat.message", id: "m_1", text: name });
    expect(ann.texts).toEqual(["Bob: Bob", "Cy: Cy"]);
  });
});

describe("limits", () => {
  const message = (id: number, text = "x"): ChatMessage => ({ type: "chat.message", id: `m_${id}`, text });
  const codeOfWriting = (text: string, to = [bob.user]): string => {
    try {
      ann.chat.write(text, to);
    } catch (error) {
      return codeOf(error);
    }
    return "sent";
  };

  test("empty, too long, and to nobody are refused", () => {
    expect(codeOfWriting(" \n\u0000 ")).toBe("message-empty");
    expect(codeOfWriting("x".repeat(MAX_MESSAGE_CHARACTERS + 1))).toBe("message-too-long");
    expect(codeOfWriting("x".repeat(MAX_MESSAGE_CHARACTERS))).toBe("sent");
    expect(codeOfWriting("Hello", [])).toBe("nobody-here");
  });

  test("what is empty, too long or has an endless id is not taken", () => {
    ann.chat.receive(bob.user, message(1, "\u0007"));
    ann.chat.receive(bob.user, message(2, "x".repeat(MAX_MESSAGE_CHARACTERS + 1)));
    ann.chat.receive(bob.user, { type: "chat.message", id: "m".repeat(65), text: "x" });
    expect(ann.texts).toEqual([]);
  });

  test("a flood ends at the window, and goes on at the pace of a person", async () => {
    const flood = (): void => {
      for (let index = 0; index < 10_000; index += 1) ann.chat.receive(bob.user, message(ann.texts.length * 10_000 + index));
    };
    flood();
    expect(ann.texts.length).toBe(WINDOW);
    for (let second = 0; second < 10; second += 1) {
      await clock.advance(1000);
      flood();
    }
    expect(ann.texts.length).toBeGreaterThan(2 * WINDOW);
    expect(ann.texts.length).toBeLessThanOrEqual(2 * WINDOW + 10 * PACE);
  });

  test("a new connection begins with a whole window", async () => {
    for (let index = 0; index < WINDOW; index += 1) ann.chat.receive(bob.user, message(index));
    await delivered();
    for (let index = 0; index < WINDOW; index += 1) ann.chat.receive(bob.user, message(WINDOW + index));
    ann.chat.opened(bob.user.id);
    for (let index = 0; index < WINDOW; index += 1) ann.chat.receive(bob.user, message(2 * WINDOW + index));
    expect(ann.texts.length).toBe(3 * WINDOW);
  });

  test("the oldest go, by number and by size", async () => {
    for (let index = 0; index < MAX_KEPT_MESSAGES + 5; index += 1) {
      ann.chat.receive(bob.user, message(index, `text ${index}`));
      if (index % WINDOW === WINDOW - 1) await clock.advance((WINDOW * 1000) / PACE);
    }
    expect(ann.texts.length).toBe(MAX_KEPT_MESSAGES);
    expect(ann.texts[0]).toBe("Bob: text 5");
    expect(ann.chat.snapshot.unread).toBe(MAX_KEPT_MESSAGES);
    const most = MAX_KEPT_CHARACTERS / MAX_MESSAGE_CHARACTERS;
    for (let index = 0; index < most + 1; index += 1) bob.chat.write("y".repeat(MAX_MESSAGE_CHARACTERS), [ann.user]);
    expect(bob.texts.length).toBe(most);
  });

  test("acknowledgements of what was never sent change nothing", () => {
    const before = ann.chat.snapshot;
    ann.chat.receive(bob.user, { type: "chat.received", ids: ["m_1", "__proto__"] });
    expect(ann.chat.snapshot).toBe(before);
  });

  test("what somebody else wrote into the store is not taken for a chat", () => {
    ann.store.set("callbox.chat", '{"call":"c_1","messages":[{"id":1}],"unread":0}');
    ann.reload();
    expect(ann.texts).toEqual([]);
    expect(ann.store.get("callbox.chat")).toBeNull();
  });
});
