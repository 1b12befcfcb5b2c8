import { beforeEach, describe, expect, test } from "vitest";
import { FilePair, fileOf } from "../testing/FilePair.ts";
import { MAX_CARRIERS, MAX_OPEN_OFFERS, WINDOW_CHUNKS } from "./limits.ts";
import { CHUNK_BYTES } from "./Vault.ts";
import { equalBytes } from "./vault/digest.ts";

const SIZE = 5_000_001;
let pair: FilePair;

beforeEach(() => {
  pair = new FilePair();
  pair.connect();
});

const bothAre = (state: string) => () => pair.ann.only.state === state && pair.bob.only.state === state;
const halfway = () => pair.bob.only.doneBytes > SIZE / 3;

/** Compared as a whole: a test framework takes a minute for the elements of megabytes. */
async function bobHas(sent: File): Promise<boolean> {
  const file = await pair.bob.files.open(pair.bob.only.id);
  return file !== null && equalBytes(new Uint8Array(await file.arrayBuffer()), new Uint8Array(await sent.arrayBuffer()));
}

async function begun(): Promise<string> {
  const id = await pair.offer(fileOf(SIZE));
  await pair.bob.files.accept(id, null);
  return id;
}

async function expectSaved(): Promise<void> {
  await pair.until(bothAre("saved"));
  expect(await bobHas(fileOf(SIZE))).toBe(true);
}

describe("a file", () => {
  test.each([0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, SIZE])("of %d bytes is offered, accepted, and saved as it was", async (size) => {
    const id = await pair.offer(fileOf(size));
    expect([pair.ann.only.state, pair.bob.only]).toMatchObject(["offered", { state: "offered", sizeBytes: size, name: "a.bin", with: { name: "Ann" } }]);
    await pair.bob.files.accept(id, null);
    await pair.until(bothAre("saved"));
    expect(await bobHas(fileOf(size))).toBe(true);
  });

  test("that is declined is declined at both, and nothing is kept", async () => {
    const id = await pair.offer(fileOf(10));
    pair.bob.files.decline(id);
    await pair.until(bothAre("declined"));
    expect([pair.ann.bytesSent, pair.bob.vault.kept.size]).toEqual([0, 0]);
  });

  test.each(["ann", "bob"] as const)("that is cancelled by %s on its way is cancelled at both", async (who) => {
    const id = await begun();
    await pair.until(halfway);
    pair[who].files.cancel(id);
    await pair.until(bothAre("cancelled"));
    await pair.settle();
    expect(pair.bob.vault.kept.size).toBe(0);
  });

  test.each(["ann", "bob"] as const)("that is paused by %s stands still, and goes on", async (who) => {
    const id = await begun();
    await pair.until(halfway);
    pair[who].files.pause(id, true);
    await pair.clock.advance(1_000);
    const { doneBytes } = pair.bob.only;
    await pair.clock.advance(5_000);
    expect(pair.bob.only).toMatchObject({ state: "paused", doneBytes, pausedBy: { me: who === "bob", them: who === "ann" } });
    pair[who].files.pause(id, false);
    await expectSaved();
  });

  test("is not the only one: several go both ways at once", async () => {
    for (const name of ["1", "2", "3"]) await pair.offer(fileOf(700_000, name));
    pair.bob.files.offer([{ file: fileOf(900_000, "back") }], [pair.ann.user]);
    await pair.settle();
    for (const end of [pair.ann, pair.bob]) {
      for (const { id, direction } of end.transfers) if (direction === "incoming") await end.files.accept(id, null);
    }
    await pair.until(() => [...pair.ann.transfers, ...pair.bob.transfers].every(({ state }) => state === "saved"));
    expect(pair.bob.transfers.map(({ name }) => name).sort()).toEqual(["1", "2", "3", "back"]);
  });

  test("forgotten after it is saved leaves nothing behind", async () => {
    const id = await begun();
    await expectSaved();
    pair.bob.files.forget(id);
    expect([pair.bob.transfers, pair.bob.vault.kept.size]).toEqual([[], 0]);
  });
});

describe("it goes on", () => {
  test("after a cut, and little is sent twice", async () => {
    await begun();
    await pair.until(halfway);
    pair.cut();
    await pair.clock.advance(10_000);
    expect(pair.bob.only.waiting).toBe(true);
    pair.connect();
    await expectSaved();
    expect(pair.ann.bytesSent).toBeLessThan(SIZE * 1.02 + (WINDOW_CHUNKS + MAX_CARRIERS) * CHUNK_BYTES);
  });

  test("after a reload of the receiver", async () => {
    await begun();
    await pair.until(halfway);
    pair.cut();
    pair.bob.reload();
    pair.connect();
    await expectSaved();
    expect(pair.ann.bytesSent).toBeLessThan(SIZE * 1.02 + (WINDOW_CHUNKS + MAX_CARRIERS) * CHUNK_BYTES);
  });

  test("after a reload of the sender, when the file has been chosen again", async () => {
    const id = await begun();
    await pair.until(halfway);
    pair.cut();
    pair.ann.reload();
    pair.connect();
    await pair.until(() => pair.ann.only.wantsFile && pair.bob.only.senderWantsFile);
    expect(() => pair.ann.files.provide(id, fileOf(SIZE - 1))).toThrow(expect.objectContaining({ code: "source-changed" }));
    pair.ann.files.provide(id, fileOf(SIZE));
    await expectSaved();
    expect(pair.bob.only.senderWantsFile).toBe(false);
  });

  test("an end that could not be told is told on the next connection", async () => {
    const id = await begun();
    await pair.until(halfway);
    pair.cut();
    pair.ann.files.cancel(id);
    pair.connect();
    await pair.until(bothAre("cancelled"));
  });

  test("when every carrier breaks, on others", async () => {
    await begun();
    await pair.until(halfway);
    for (const connection of pair.ann.connections) connection.close();
    for (const { channel } of pair.ann.connections) channel?.onclose?.();
    await expectSaved();
  });

  test("when every carrier stays up and brings nothing any more, on others", async () => {
    await begun();
    await pair.until(halfway);
    const { length } = pair.ann.connections;
    for (const { channel } of pair.ann.connections) if (channel !== null) channel.swallows = true;
    await expectSaved();
    expect(pair.ann.connections.length).toBeGreaterThan(length);
  });
});

describe("where it cannot be kept or read", () => {
  test("a file for which there is no room needs a place", async () => {
    pair.bob.vault.freeBytes = 1_000;
    const id = await pair.offer(fileOf(SIZE));
    await pair.until(() => pair.bob.only.wantsPlace);
    await expect(pair.bob.files.accept(id, null)).rejects.toMatchObject({ code: "no-space" });
    await pair.bob.files.accept(id, {} as FileSystemFileHandle);
    await pair.until(bothAre("saved"));
    expect(await pair.bob.files.open(id)).toBeNull();
  });

  test("a file for which the browser promised room that it does not have needs a place", async () => {
    const id = await pair.offer(fileOf(SIZE));
    pair.bob.vault.freeBytes = 1_000;
    await pair.bob.files.accept(id, null);
    expect([pair.ann.only.state, pair.bob.only]).toMatchObject(["offered", { state: "offered", wantsPlace: true }]);
    await pair.bob.files.accept(id, {} as FileSystemFileHandle);
    await pair.until(bothAre("saved"));
  });

  test("a file at a place begins again when the page of its receiver does, and may go elsewhere then", async () => {
    const id = await pair.offer(fileOf(SIZE));
    await pair.bob.files.accept(id, {} as FileSystemFileHandle);
    await pair.until(halfway);
    pair.cut();
    pair.bob.reload();
    pair.connect();
    await pair.settle();
    expect(pair.bob.only).toMatchObject({ state: "offered", wantsPlace: false });
    await pair.bob.files.accept(id, null);
    await expectSaved();
  });

  test("an offer for which there is no room needs a place after a reload as well", async () => {
    pair.bob.vault.freeBytes = 1_000;
    await pair.offer(fileOf(SIZE));
    pair.cut();
    pair.bob.reload();
    await pair.until(() => pair.bob.only.wantsPlace);
  });

  test.each(["no-space", "storage"] as const)("%s in the middle ends it at both", async (code) => {
    await begun();
    await pair.until(halfway);
    pair.bob.vault.failing = code;
    await pair.until(bothAre("failed"));
    expect([pair.ann.only.failure, pair.bob.only.failure]).toEqual([code, code]);
  });

  test("a source that vanishes ends it at both", async () => {
    await begun();
    await pair.until(halfway);
    pair.ann.reader.gone = true;
    await pair.until(bothAre("failed"));
    expect([pair.ann.only.failure, pair.bob.only.failure]).toEqual(["source-gone", "source-gone"]);
  });
});

test("ten thousand offers leave as many as anybody would make, and the others are declined", async () => {
  for (let number = 0; number < 10_000; number++) {
    const id = btoa(String.fromCharCode(...new Uint8Array(new Uint32Array([number, 1, 2]).buffer))).replaceAll("+", "-").replaceAll("/", "_");
    pair.bob.files.receive(pair.ann.user, { type: "file.offer", id, name: "x", sizeBytes: 1, mediaType: "", preview: null });
  }
  expect(pair.bob.transfers.length).toBe(MAX_OPEN_OFFERS);
  expect(pair.bob.said.filter(({ type }) => type === "file.declined").length).toBe(10_000 - MAX_OPEN_OFFERS);
});

test("more files than may be open are refused before any is offered", () => {
  const files = Array.from({ length: MAX_OPEN_OFFERS + 1 }, () => ({ file: fileOf(1) }));
  expect(() => pair.ann.files.offer(files, [pair.bob.user])).toThrow(expect.objectContaining({ code: "too-many-files" }));
  expect(pair.ann.transfers).toEqual([]);
});
