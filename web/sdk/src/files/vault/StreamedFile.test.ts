import { beforeEach, describe, expect, test } from "vitest";
import { MemoryVault } from "../../testing/MemoryVault.ts";
import { CHUNK_BYTES, DIGEST_BYTES } from "../Vault.ts";
import { sha256 } from "./digest.ts";
import { StreamingVault } from "./StreamingVault.ts";

const ID = "0123456789abcdef";
const SIZE = 2 * CHUNK_BYTES + 7;
const FIRST = new Uint8Array(CHUNK_BYTES).fill(1);
const SECOND = new Uint8Array(CHUNK_BYTES).fill(2);
const LAST = new Uint8Array(7).fill(3);
const CHUNKS = [FIRST, SECOND, LAST];

let inner: MemoryVault;
let vault: StreamingVault;
let written: number[];
let end: "closed" | "aborted" | null;
let controller: WritableStreamDefaultController;
/** The stream takes nothing before. */
let takes: Promise<void>;

beforeEach(() => {
  inner = new MemoryVault();
  vault = new StreamingVault(inner);
  written = [];
  end = null;
  takes = Promise.resolve();
});

function stream(): WritableStream<Uint8Array<ArrayBuffer>> {
  return new WritableStream({
    start: (one) => {
      controller = one;
    },
    write: async (bytes) => {
      await takes;
      written.push(bytes[0] ?? 0);
    },
    close: () => {
      end = "closed";
    },
    abort: () => {
      end = "aborted";
    },
  });
}

async function write(index: number): Promise<void> {
  const data = (CHUNKS[index] ?? FIRST).slice();
  await vault.write(ID, index, data.buffer, await sha256(data));
}

/** What is being written has been hashed by then: the digests are made one after the other. */
async function hashed(): Promise<void> {
  await sha256(new Uint8Array(CHUNK_BYTES));
  await new Promise((resolve) => setTimeout(resolve));
}

async function wholeDigest(): Promise<Uint8Array> {
  const digests = new Uint8Array(CHUNKS.length * DIGEST_BYTES);
  for (const [index, chunk] of CHUNKS.entries()) digests.set(await sha256(chunk), index * DIGEST_BYTES);
  return sha256(digests);
}

describe("a file that goes to a stream", () => {
  test("is written in order, whatever comes first, and closed when it is whole", async () => {
    expect(await vault.open(ID, SIZE, stream())).toEqual([]);
    await Promise.all([write(2), write(0), write(1)]);
    expect([written, end]).toEqual([[1, 2, 3], null]);
    await vault.finish(ID, await wholeDigest());
    expect(end).toBe("closed");
    expect(inner.kept.size).toBe(0);
  });

  test("of no bytes is closed at once", async () => {
    await vault.open(ID, 0, stream());
    await vault.finish(ID, await sha256(new Uint8Array()));
    expect(end).toBe("closed");
  });

  test("is not closed when a chunk is missing, or the whole is another one", async () => {
    await vault.open(ID, SIZE, stream());
    await Promise.all([write(0), write(1)]);
    await expect(vault.finish(ID, await wholeDigest())).rejects.toMatchObject({ code: "corrupt" });
    await write(2);
    await expect(vault.finish(ID, new Uint8Array(DIGEST_BYTES))).rejects.toMatchObject({ code: "corrupt" });
    expect(end).toBeNull();
    await vault.remove(ID);
    expect(end).toBe("aborted");
  });

  test("takes no chunk with another digest", async () => {
    await vault.open(ID, SIZE, stream());
    await expect(vault.write(ID, 0, FIRST.slice().buffer, await sha256(SECOND))).rejects.toMatchObject({ code: "corrupt" });
    expect(written).toEqual([]);
  });

  test("is written as fast as the stream takes it", async () => {
    let go = (): void => undefined;
    takes = new Promise((resolve) => (go = resolve));
    await vault.open(ID, SIZE, stream());
    let kept = 0;
    const all = Promise.all([0, 1, 2].map(async (index) => {
      await write(index);
      kept += 1;
    }));
    await hashed();
    expect(kept).toBe(0);
    go();
    await all;
    expect(kept).toBe(3);
  });

  test.each([
    ["a person ends it", new DOMException("ended", "AbortError"), "aborted"],
    ["it breaks", new DOMException("stopped", "NetworkError"), "storage"],
  ])("is refused when %s, with all that waits", async (_when, error, code) => {
    await vault.open(ID, SIZE, stream());
    const refused = expect(write(2)).rejects.toMatchObject({ code });
    await hashed();
    controller.error(error);
    await refused;
    await expect(write(0)).rejects.toMatchObject({ code });
    await expect(write(1)).rejects.toMatchObject({ code });
    await vault.remove(ID);
  });

  test("lets nothing wait when it is closed", async () => {
    await vault.open(ID, SIZE, stream());
    const refused = expect(write(1)).rejects.toMatchObject({ code: "storage" });
    await hashed();
    await vault.close(ID);
    await refused;
    expect(end).toBe("aborted");
  });

  test("begins anew in the private storage", async () => {
    await vault.open(ID, SIZE, stream());
    await vault.open(ID, SIZE, null);
    expect(end).toBe("aborted");
    await Promise.all([write(0), write(1), write(2)]);
    await vault.finish(ID, await wholeDigest());
    expect((await vault.file(ID)).size).toBe(SIZE);
  });
});
