import { expect, test } from "vitest";
import type { FileTransfer } from "../api.ts";
import { type FileEnd, FilePair, fileOf } from "../testing/FilePair.ts";
import { CHUNK_BYTES } from "./Vault.ts";
import { equalBytes } from "./vault/digest.ts";

const RUNS = 60;
const STEPS = 25;
const SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 7, 20 * CHUNK_BYTES];

/** Numbers of one seed: a linear congruential generator modulo a Mersenne prime (Park and Miller, 1988). */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 7_919 + 1) % 2_147_483_647;
  }

  below(limit: number): number {
    this.#state = (this.#state * 16_807) % 2_147_483_647;
    return Math.floor((this.#state / 2_147_483_647) * limit);
  }

  of<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }
}

/** Two devices between which everything happens that may happen, in an order that a seed chooses. */
class Story {
  readonly #random: Random;
  readonly #pair = new FilePair();
  /** By name, which tells each file from the others. */
  readonly #files = new Map<string, File>();
  readonly told: string[] = [];
  #connected = true;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.#pair.connect();
  }

  async play(): Promise<void> {
    for (let step = 0; step < STEPS; step++) {
      await this.#happens();
      await this.#pair.clock.advance(10 * this.#random.below(20));
    }
    await this.#calmDown();
  }

  async #happens(): Promise<void> {
    const { ann, bob } = this.#pair;
    const [me, other] = this.#random.below(2) === 0 ? [ann, bob] : [bob, ann];
    const who = me.user.name;
    switch (this.#random.below(11)) {
      case 0:
      case 1: {
        const name = `file ${this.#files.size}`;
        const file = fileOf(this.#random.of(SIZES) ?? 0, name);
        if (!this.#connected) return;
        this.#files.set(name, file);
        this.told.push(`${who} offers ${name} of ${file.size} bytes`);
        me.files.offer([{ file }], [other.user]);
        return;
      }
      case 2:
      case 3:
        return this.#with(me, "accepts", ({ direction, state }) => direction === "incoming" && state === "offered", (id) => me.files.accept(id, null));
      case 4:
        if (this.#random.below(4) > 0) return;
        return this.#with(me, "declines", ({ direction, state }) => direction === "incoming" && state === "offered", (id) => me.files.decline(id));
      case 5:
        if (this.#random.below(4) > 0) return;
        return this.#with(me, "cancels", ({ state }) => state === "sending" || state === "receiving", (id) => me.files.cancel(id));
      case 6:
        return this.#with(me, "pauses", ({ state }) => state === "sending" || state === "receiving", (id) => me.files.pause(id, true));
      case 7:
        return this.#with(me, "resumes", ({ pausedBy }) => pausedBy.me, (id) => me.files.pause(id, false));
      case 8:
        this.told.push(this.#connected ? "the connection is cut" : "they are connected again");
        if (this.#connected) this.#pair.cut();
        else this.#pair.connect();
        this.#connected = !this.#connected;
        return;
      case 9:
        this.told.push(`${who} loads the page again`);
        this.#pair.cut();
        me.reload();
        if (this.#connected) this.#pair.connect();
        return;
      case 10:
        this.told.push(`the carriers of ${who} break`);
        for (const connection of me.connections) connection.close();
    }
  }

  async #with(me: FileEnd, does: string, which: (transfer: FileTransfer) => boolean, action: (id: string) => unknown): Promise<void> {
    const chosen = this.#random.of(me.transfers.filter(which));
    if (chosen === undefined) return;
    this.told.push(`${me.user.name} ${does} ${chosen.name}`);
    await action(chosen.id);
  }

  /** What people do until all is over: they are connected, choose files again, let everything go on, and accept what is offered. */
  async #calmDown(): Promise<void> {
    const { ann, bob } = this.#pair;
    this.told.push("it calms down");
    if (!this.#connected) this.#pair.connect();
    await this.#pair.until(() => {
      for (const me of [ann, bob]) {
        for (const { id, name, direction, state, wantsFile, pausedBy } of me.transfers) {
          const file = this.#files.get(name);
          if (wantsFile && file !== undefined) me.files.provide(id, file);
          if (pausedBy.me) me.files.pause(id, false);
          if (direction === "incoming" && state === "offered") void me.files.accept(id, null);
        }
      }
      return this.#states().every(([mine, theirs]) => isOver(mine) && mine === theirs);
    });
    await this.#pair.settle();
    for (const { id, name, state } of [...ann.transfers, ...bob.transfers]) {
      const receiver = [ann, bob].find(({ transfers }) => transfers.some((one) => one.id === id && one.direction === "incoming"));
      const kept = receiver?.vault.kept.get(id)?.data ?? null;
      if (state !== "saved") expect(kept, `what is kept of ${name}`).toBeNull();
      else expect(kept !== null && equalBytes(kept, new Uint8Array((await this.#files.get(name)?.arrayBuffer()) ?? new ArrayBuffer(0))), `${name} is as it was sent`).toBe(true);
    }
  }

  /** Of each file at its sender and its receiver. */
  #states(): (readonly [string, string])[] {
    const { ann, bob } = this.#pair;
    const outgoing = (me: FileEnd, other: FileEnd) =>
      me.transfers.filter(({ direction }) => direction === "outgoing").map(({ id, state }) => [state, other.transfers.find((one) => one.id === id)?.state ?? "unknown"] as const);
    return [...outgoing(ann, bob), ...outgoing(bob, ann)];
  }
}

const isOver = (state: string): boolean => ["saved", "declined", "cancelled", "failed"].includes(state);

test.each(Array.from({ length: RUNS }, (_, seed) => seed))(
  "whatever happens, in the end both agree about every file, and what is saved is as it was sent: seed %i",
  async (seed) => {
    const story = new Story(seed);
    try {
      await story.play();
    } catch (error) {
      throw new Error(story.told.join("\n"), { cause: error });
    }
  },
);
