import { beforeEach, expect, test, vi } from "vitest";
import { Log } from "../log/Log.ts";
import { FakeClock } from "../testing/FakeClock.ts";
import { MemoryReader, MemoryVault } from "../testing/MemoryVault.ts";
import { MemoryStore } from "../testing/TestEnvironment.ts";
import type { FileLink } from "./FileLink.ts";
import { LaterFiles } from "./LaterFiles.ts";

const BOB = { id: "u_bob", name: "Bob" };
const ID = "AAECAwQFBgcICQoL";
const OFFER = { type: "file.offer", id: ID, name: "plan.pdf", sizeBytes: 10, mediaType: "", preview: null } as const;

let store: MemoryStore;
let files: LaterFiles;

const page = (): LaterFiles => {
  const clock = new FakeClock();
  return new LaterFiles({
    clock,
    randomBytes: (length) => new Uint8Array(length),
    log: new Log(clock),
    vault: new MemoryVault(),
    chunkReader: new MemoryReader(),
    store,
    changed: () => undefined,
  });
};

const link: FileLink = { say: () => true, probe: () => undefined, connect: () => ({}) as RTCPeerConnection, connected: true };

beforeEach(() => {
  store = new MemoryStore();
  files = page();
  files.start();
});

test("what happens before the code is there is made good in its order", async () => {
  files.opened(BOB, link);
  files.receive(BOB, OFFER);
  files.receive(BOB, { type: "file.cancelled", id: ID });
  expect(files.snapshot).toEqual([]);
  await vi.waitFor(() => expect(files.snapshot).toMatchObject([{ id: ID, state: "cancelled" }]));
});

test("what was kept from before the page was loaded again is there without anybody to exchange it with", async () => {
  files.receive(BOB, OFFER);
  await vi.waitFor(() => expect(files.snapshot.length).toBe(1));
  const again = page();
  again.start();
  await vi.waitFor(() => expect(again.snapshot).toMatchObject([{ id: ID, state: "offered" }]));
});

test("files are offered to whoever is there, the first ones too", async () => {
  const said: unknown[] = [];
  files.opened(BOB, { ...link, say: (message) => said.push(message) > 0 });
  await files.offer([{ file: new File(["hello"], "one.txt") }], [BOB]);
  expect(said).toMatchObject([{ type: "file.offer", name: "one.txt" }]);
  await expect(files.offer([{ file: new File(["hello"], "one.txt") }], [])).rejects.toMatchObject({ code: "nobody-here" });
});

test("of a flood before the code is there no more is kept than anybody says", async () => {
  for (let number = 0; number < 10_000; number++) files.receive(BOB, { ...OFFER, id: String(number).padStart(16, "A") });
  await vi.waitFor(() => expect(files.snapshot.length).toBeGreaterThan(0));
  expect(files.snapshot.length).toBeLessThanOrEqual(64);
});

test("before there are any, a transfer is one that nobody knows", async () => {
  const unknown = expect.objectContaining({ code: "no-such-transfer" });
  expect(() => files.cancel(ID)).toThrow(unknown);
  expect(() => files.pause(ID, true)).toThrow(unknown);
  await expect(files.accept(ID, null)).rejects.toEqual(unknown);
  await expect(files.open(ID)).rejects.toEqual(unknown);
  files.forget(ID);
});

test("a stream for an offer that was withdrawn meanwhile is aborted", async () => {
  const abort = vi.fn();
  files.receive(BOB, OFFER);
  files.receive(BOB, { type: "file.cancelled", id: ID });
  await vi.waitFor(() => expect(files.snapshot).toMatchObject([{ state: "cancelled" }]));
  const unknown = expect.objectContaining({ code: "no-such-transfer" });
  await expect(files.accept(ID, new WritableStream({ abort }))).rejects.toEqual(unknown);
  expect(abort).toHaveBeenCalledExactlyOnceWith(unknown);
});
