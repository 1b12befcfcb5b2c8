import { beforeEach, describe, expect, test } from "vitest";
import type { FileMessage } from "../data/fileMessages.ts";
import { FilePair, fileOf } from "../testing/FilePair.ts";
import { MAX_CARRIERS, MAX_HELD_CHUNKS, MAX_OPEN_OFFERS, MIN_PIECE_BYTES } from "./limits.ts";
import { idBytes, ParcelWriter } from "./Parcel.ts";
import { CHUNK_BYTES, DIGEST_BYTES } from "./Vault.ts";
import { sha256 } from "./vault/digest.ts";

/** Of the transfer that Mallory, at Ann's end, misuses. */
const ID = "AAAAAAAAAAAAAAAA";
const SIZE = 3 * CHUNK_BYTES;
/** More than a window: what is held must be bounded by something else than its end. */
const LARGE = 100 * CHUNK_BYTES;
let pair: FilePair;

beforeEach(() => {
  pair = new FilePair();
  pair.connect();
});

const say = (message: FileMessage) => pair.bob.files.receive(pair.ann.user, message);
const offer = (sizeBytes: number, id = ID): FileMessage => ({ type: "file.offer", id, name: "a.bin", sizeBytes, mediaType: "", preview: null });
const atBob = (id = ID) => pair.bob.transfers.find((transfer) => transfer.id === id);
const heard = (type: string) => pair.bob.said.filter((message) => message.type === type);

/** Bob has accepted a file of Mallory's, and Mallory has a carrier to him. */
async function accepted(sizeBytes = SIZE): Promise<(index: number, offset: number, piece: Uint8Array, digest?: Uint8Array) => void> {
  say(offer(sizeBytes));
  await pair.bob.files.accept(ID, null);
  const carrier = await pair.carrier(pair.ann, pair.bob, "mallory_carrier_");
  const writer = new ParcelWriter();
  return (index, offset, piece, digest = new Uint8Array(DIGEST_BYTES)) => carrier.send(writer.write(idBytes(ID), index, offset, digest, piece));
}

/** Another file, and the call's own messages, do not suffer. */
async function expectOthersGoOn(): Promise<void> {
  const id = await pair.offer(fileOf(SIZE));
  await pair.bob.files.accept(id, null);
  await pair.until(() => atBob(id)?.state === "saved");
  expect(pair.bob.connected).toBe(true);
}

async function expectFailed(code: string): Promise<void> {
  await pair.until(() => atBob()?.state === "failed");
  expect(atBob()).toMatchObject({ state: "failed", failure: code });
  expect(heard("file.failed")).toContainEqual({ type: "file.failed", id: ID, code });
  await pair.settle();
  expect(pair.bob.vault.kept.has(ID)).toBe(false);
  await expectOthersGoOn();
}

describe("parcels that break the protocol end their transfer, and nothing else", () => {
  const half = new Uint8Array(CHUNK_BYTES / 2);
  const whole = new Uint8Array(CHUNK_BYTES);

  test("a piece that does not follow the one before", async () => {
    const send = await accepted();
    send(0, 0, half);
    send(0, half.length + 1, half.subarray(1));
    await expectFailed("protocol");
  });

  test("a chunk in the middle of another one", async () => {
    const send = await accepted();
    send(0, 0, half);
    send(1, half.length, half);
    await expectFailed("protocol");
  });

  test("a chunk without a beginning", async () => {
    const send = await accepted();
    send(0, half.length, half);
    await expectFailed("protocol");
  });

  test("a chunk behind the end of the file", async () => {
    const send = await accepted();
    send(3, 0, half);
    await expectFailed("protocol");
  });

  test("more than a chunk has", async () => {
    const send = await accepted();
    send(0, 0, half);
    send(0, half.length, new Uint8Array(half.length + 1));
    await expectFailed("protocol");
  });

  test("more than the last chunk of the file has", async () => {
    const send = await accepted(CHUNK_BYTES + 5);
    send(1, 0, new Uint8Array(6));
    await expectFailed("protocol");
  });

  test("pieces so small that they cost only time", async () => {
    const send = await accepted();
    send(0, 0, new Uint8Array(MIN_PIECE_BYTES - 1));
    await expectFailed("protocol");
  });

  test("more chunks than may be on their way, while the disk is slow", async () => {
    let goOn = () => {};
    pair.bob.vault.hold = new Promise((resolve) => (goOn = resolve));
    const send = await accepted(LARGE);
    const digest = await sha256(whole.buffer);
    for (let index = 0; index <= MAX_HELD_CHUNKS; index++) send(index, 0, whole, digest);
    await pair.settle();
    expect(pair.bob.vault.writes).toBe(0);
    goOn();
    await expectFailed("protocol");
    expect(pair.bob.vault.writes).toBeLessThanOrEqual(MAX_HELD_CHUNKS + 3);
  });

  test("chunks that are not what their digest says, again and again", async () => {
    const send = await accepted();
    for (let time = 0; time < 10; time++) {
      send(0, 0, whole);
      await pair.settle();
    }
    await expectFailed("corrupt");
  });

  test("a file that is not what its digest says", async () => {
    const send = await accepted(CHUNK_BYTES);
    send(0, 0, whole, await sha256(whole.buffer));
    await pair.settle();
    say({ type: "file.end", id: ID, digest: "0".repeat(64) });
    await expectFailed("corrupt");
  });

  test("an end without a file, again and again", async () => {
    await accepted();
    for (let time = 0; time < 10; time++) say({ type: "file.end", id: ID, digest: "0".repeat(64) });
    await expectFailed("protocol");
  });
});

describe("nothing comes of", () => {
  test("one chunk that is not what its digest says: it is asked for again, and the file is saved", async () => {
    const send = await accepted(CHUNK_BYTES);
    const whole = new Uint8Array(CHUNK_BYTES);
    const digest = await sha256(whole.buffer);
    send(0, 0, whole);
    await pair.settle();
    expect(heard("file.want").at(-1)).toEqual({ type: "file.want", id: ID, ranges: [[0, 1]] });
    send(0, 0, whole, digest);
    await pair.settle();
    const ofAll = [...(await sha256(digest.slice().buffer))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    say({ type: "file.end", id: ID, digest: ofAll });
    await pair.until(() => atBob()?.state === "saved");
  });

  test.each([0, 5, 19, 20, 51])("a message of %d bytes on a carrier", async (length) => {
    await accepted();
    const carrier = await pair.carrier(pair.ann, pair.bob, "other___carrier_");
    carrier.send(new Uint8Array(length));
    await pair.settle();
    expect(atBob()?.state).toBe("receiving");
    await expectOthersGoOn();
  });

  test("parcels of a file that is cancelled", async () => {
    const send = await accepted();
    pair.bob.files.cancel(ID);
    send(0, 0, new Uint8Array(CHUNK_BYTES));
    await pair.settle();
    expect([atBob()?.state, pair.bob.vault.kept.size]).toEqual(["cancelled", 0]);
    await expectOthersGoOn();
  });

  test("what is said of transfers that are not, and of those that are over", async () => {
    const id = await pair.offer(fileOf(SIZE));
    await pair.bob.files.accept(id, null);
    await pair.until(() => pair.ann.transfers.every(({ state }) => state === "saved"));
    for (const about of [ID, id]) {
      for (const files of [pair.ann.files, pair.bob.files]) {
        const from = files === pair.ann.files ? pair.bob.user : pair.ann.user;
        files.receive(from, { type: "file.got", id: about, chunks: [0, 1, 4_000_000] });
        files.receive(from, { type: "file.paused", id: about, paused: true });
        files.receive(from, { type: "file.source", id: about, here: false });
        files.receive(from, { type: "file.end", id: about, digest: "0".repeat(64) });
        files.receive(from, { type: "file.saved", id: about });
        files.receive(from, { type: "file.failed", id: about, code: "corrupt" });
        files.receive(from, { type: "file.cancelled", id: about });
        files.receive(from, { type: "file.declined", id: about });
      }
    }
    await pair.settle();
    expect([...pair.ann.transfers, ...pair.bob.transfers].map(({ state }) => state)).toEqual(["saved", "saved"]);
  });

  test("ranges behind the end, over one another, and said again and again", async () => {
    const id = await pair.offer(fileOf(SIZE));
    for (let time = 0; time < 50; time++) {
      pair.ann.files.receive(pair.bob.user, { type: "file.want", id, ranges: [[0, 4_000_000_000], [1, 2], [3_000_000_000, 4_000_000_000]] });
    }
    await pair.clock.advance(1_000);
    expect(pair.ann.only.state).toBe("sending");
    await pair.bob.files.accept(id, null);
    await pair.until(() => pair.bob.only.state === "saved" && pair.ann.only.state === "saved");
  });
});

describe("who asks for too much gets no more", () => {
  test("of carriers", async () => {
    await accepted();
    for (let made = 1; made < MAX_CARRIERS + 4; made++) await pair.carrier(pair.ann, pair.bob, `carrier_${made}`.padEnd(16, "_"));
    expect(pair.bob.connections.length).toBe(MAX_CARRIERS);
    expect(heard("carrier.closed").length).toBe(4);
  });

  test("of carriers while nothing is expected of them", async () => {
    say(offer(SIZE));
    await pair.carrier(pair.ann, pair.bob, "early___carrier_");
    expect(pair.bob.connections.length).toBe(0);
  });

  test("of offers", async () => {
    for (let made = 0; made < 10_000; made++) say(offer(1, `A${String(made).padStart(15, "0")}`));
    await pair.settle();
    expect(pair.bob.transfers.length).toBe(MAX_OPEN_OFFERS);
    for (const { id } of pair.bob.transfers) pair.bob.files.decline(id);
    await expectOthersGoOn();
  });
});
