import { describe, expect, test } from "vitest";
import { codeOf } from "../errors/errors.ts";
import { settled } from "../testing/FakeClock.ts";
import { MemoryStore, TestEnvironment } from "../testing/TestEnvironment.ts";
import { DeviceIdentity } from "./DeviceIdentity.ts";
import { validName } from "./name.ts";
import { retained } from "./retained.ts";
import { Store } from "./Store.ts";

describe("Store", () => {
  test("tells several changes of one turn once", async () => {
    const store = new Store({ a: 1, b: 1 });
    const seen: object[] = [];
    store.subscribe((state) => seen.push(state));
    store.patch({ a: 2 });
    store.patch({ b: 2 });
    expect(store.state).toEqual({ a: 2, b: 2 });
    await settled();
    expect(seen).toEqual([{ a: 2, b: 2 }]);
  });

  test("is the same object until something changes", async () => {
    const store = new Store({ a: 1 });
    const before = store.state;
    store.patch({ a: 1 });
    expect(store.state).toBe(before);
  });

  test("whoever has left hears nothing", async () => {
    const store = new Store({ a: 1 });
    const seen: object[] = [];
    store.subscribe((state) => seen.push(state))();
    store.patch({ a: 2 });
    await settled();
    expect(seen).toEqual([]);
  });
});

test("equal data is the same object again, other objects count by identity", () => {
  const stream = new (class Stream {})();
  const previous = { list: [{ id: 1 }], stream };
  expect(retained(previous, { list: [{ id: 1 }], stream })).toBe(previous);
  const other = { list: [{ id: 1 }], stream: new (class Stream {})() };
  expect(retained(previous, other)).toBe(other);
});

describe("the device's identity", () => {
  test("the secret is made once, and has the form that the protocol asks for", () => {
    const store = new MemoryStore();
    const identity = new DeviceIdentity(new TestEnvironment(), store, new MemoryStore());
    expect(identity.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new DeviceIdentity(new TestEnvironment(), store, new MemoryStore()).secret).toBe(identity.secret);
  });

  test("a duplicated window becomes another device", async () => {
    const environment = new TestEnvironment();
    const first = new DeviceIdentity(environment, new MemoryStore(), new MemoryStore());
    await first.welcomed("d_1");
    const copied = new MemoryStore();
    copied.set("callbox.device", "d_1");
    const second = new DeviceIdentity(environment, new MemoryStore(), copied);
    await second.claimDevice();
    expect(second.device).toBeNull();
    expect(first.device).toBe("d_1");
  });

  test("a reloaded window is the same device", async () => {
    const deviceStore = new MemoryStore();
    await new DeviceIdentity(new TestEnvironment(), new MemoryStore(), deviceStore).welcomed("d_1");
    const reloaded = new DeviceIdentity(new TestEnvironment(), new MemoryStore(), deviceStore);
    await reloaded.claimDevice();
    expect(reloaded.device).toBe("d_1");
  });

  test("the next window after a crash becomes the device that was in a call", async () => {
    const identityStore = new MemoryStore();
    const crashed = new DeviceIdentity(new TestEnvironment(), identityStore, new MemoryStore());
    await crashed.welcomed("d_1");
    crashed.noteCall(true);
    const next = new DeviceIdentity(new TestEnvironment(), identityStore, new MemoryStore());
    await next.claimDevice();
    expect(next.device).toBe("d_1");
    next.noteCall(false);
    const after = new DeviceIdentity(new TestEnvironment(), identityStore, new MemoryStore());
    await after.claimDevice();
    expect(after.device).toBeNull();
  });

  test("a window beside the one in a call becomes another device, and leaves the note alone", async () => {
    const environment = new TestEnvironment();
    const identityStore = new MemoryStore();
    const inCall = new DeviceIdentity(environment, identityStore, new MemoryStore());
    await inCall.welcomed("d_1");
    inCall.noteCall(true);
    const beside = new DeviceIdentity(environment, identityStore, new MemoryStore());
    await beside.claimDevice();
    expect(beside.device).toBeNull();
    await beside.welcomed("d_2");
    beside.noteCall(false);
    expect(identityStore.get("callbox.device-in-call")).toBe("d_1");
  });

  test("where windows cannot tell each other what they hold, the next window is another device", async () => {
    const identityStore = new MemoryStore();
    const withoutLocks = { randomBytes: new TestEnvironment().randomBytes, holdName: async (_: string, whose: string) => (whose === "own" ? { release: () => undefined } : null) };
    const crashed = new DeviceIdentity(withoutLocks, identityStore, new MemoryStore());
    await crashed.welcomed("d_1");
    crashed.noteCall(true);
    const next = new DeviceIdentity(withoutLocks, identityStore, new MemoryStore());
    await next.claimDevice();
    expect(next.device).toBeNull();
  });

  test("an adopted identity leaves nothing of the former person", () => {
    const store = new MemoryStore();
    const identity = new DeviceIdentity(new TestEnvironment(), store, new MemoryStore());
    identity.name = "Ann";
    identity.adopt("A".repeat(43));
    expect([identity.secret, identity.name, identity.device]).toEqual(["A".repeat(43), null, null]);
  });

  test("what is no secret is not adopted", () => {
    const identity = new DeviceIdentity(new TestEnvironment(), new MemoryStore(), new MemoryStore());
    expect(() => identity.adopt("<script>")).toThrow(expect.objectContaining({ code: "secret-invalid" }));
  });
});

test.each([
  ["  Ann ", "Ann"],
  ["小明 👩‍💻", "小明 👩‍💻"],
  ["x".repeat(40), "x".repeat(40)],
  ["x".repeat(41), null],
  ["   ", null],
  ["A\nB", null],
  ["A\u202EB", null],
])("the name %j is sent as %j", (name, sent) => {
  expect(validName(name)).toBe(sent);
});

test("whatever is thrown has a code for the log", () => {
  expect([codeOf(new TypeError("x")), codeOf("x")]).toEqual(["TypeError", "unknown"]);
});
