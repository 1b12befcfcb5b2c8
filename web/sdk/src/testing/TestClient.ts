import type { CallSnapshot, LogLine } from "../api.ts";
import { Client } from "../Client.ts";
import type { CallView } from "../signaling/views.ts";
import { settled } from "./FakeClock.ts";
import type { Frame } from "./FakeSocket.ts";
import { OFFER_SDP, resumed, view, welcome } from "./messages.ts";
import { MemoryStore, TestEnvironment } from "./TestEnvironment.ts";

/** A client and the server's end of its connection, for tests that read like a conversation. */
export class TestClient {
  readonly environment = new TestEnvironment();
  readonly identityStore: MemoryStore;
  readonly deviceStore: MemoryStore;
  readonly client: Client;
  #seq = 0;
  #taken = 0;

  constructor({ identityStore = new MemoryStore(), deviceStore = new MemoryStore() } = {}) {
    this.identityStore = identityStore;
    this.deviceStore = deviceStore;
    if (identityStore.get("callbox.name") === null) identityStore.set("callbox.name", "Ann");
    this.client = new Client(this.environment, { url: "ws://server/ws", identityStore, deviceStore });
  }

  /** The same window after F5: the page is new, what it has stored is there. */
  reloaded(): TestClient {
    return new TestClient({ identityStore: this.identityStore, deviceStore: this.deviceStore });
  }

  get call(): CallSnapshot {
    const { call } = this.client.state;
    if (call === null) throw new Error("there is no call");
    return call;
  }

  get log(): readonly LogLine[] {
    return this.client.log;
  }

  async connect(fields: object = {}): Promise<void> {
    this.client.start();
    await settled();
    await this.welcome(fields);
    this.takeSaid();
  }

  /** The id of the call that was placed last. */
  get placed(): string {
    return String(this.environment.socket.last("call.invite")["call"]);
  }

  /** Calls Bob, who answers; picture and sound come. */
  async talk(): Promise<void> {
    void this.client.invite("u_bob", "video");
    await settled();
    await this.answer("call.invite", { call: view({ id: this.placed, callee: "invited" }) });
    await this.state(view({ id: this.placed, version: 2, callee: "joined" }));
    const answer = { description: { type: "answer", sdp: OFFER_SDP }, peerEpoch: this.environment.socket.last("call.signal")["epoch"] };
    await this.signal(answer, "u_bob", this.placed);
    this.environment.connection.become("connected");
    await this.said();
  }

  /** Answers the hello of the newest socket with a new session. */
  async welcome(fields: object = {}, entries: readonly object[] = []): Promise<void> {
    const { socket } = this.environment;
    socket.answersPings = true;
    socket.open();
    this.#seq = 0;
    socket.receive(welcome({ id: socket.last("hello")["id"], ...fields }));
    await settled();
    if (socket.of("history.list").length > 0) await this.answer("history.list", { entries, next: null });
  }

  /** Answers the hello of the newest socket: the session goes on. */
  async resume(fields: object = {}): Promise<void> {
    const { socket } = this.environment;
    socket.answersPings = true;
    socket.open();
    socket.receive({ ...resumed(socket.last("hello")["id"]), ...fields });
    await settled();
  }

  async notify(type: string, fields: object): Promise<void> {
    this.#seq += 1;
    this.environment.socket.receive({ type, seq: this.#seq, ...fields });
    await settled();
  }

  async state(view: CallView): Promise<void> {
    await this.notify("call.state", { call: view });
  }

  async signal(fields: object, from = "u_bob", call = "c_1"): Promise<void> {
    await this.notify("call.signal", { call, from, epoch: "e_bob", peerEpoch: null, ...fields });
  }

  async answer(type: string, body: object = {}): Promise<void> {
    const { socket } = this.environment;
    socket.receive({ type: "result", id: socket.last(type)["id"], ...body });
    await settled();
  }

  async refuse(type: string, code: string): Promise<void> {
    const { socket } = this.environment;
    socket.receive({ type: "error", id: socket.last(type)["id"], code, message: "" });
    await settled();
  }

  /** What the client has said since the last time, without heartbeats. The server has taken each signal. */
  async said(): Promise<readonly Frame[]> {
    await this.environment.clock.advance(10);
    const said = this.takeSaid();
    for (const { type, id } of said) if (type === "call.signal") this.environment.socket.receive({ type: "result", id });
    return said;
  }

  /** The same, and nothing is answered. */
  takeSaid(): readonly Frame[] {
    const said = this.environment.sockets.flatMap((socket) => socket.said);
    const fresh = said.slice(this.#taken);
    this.#taken = said.length;
    return fresh;
  }
}

/** The types of frames, and what a signal holds. */
export const kinds = (frames: readonly Frame[]): string[] =>
  frames.map((frame) => {
    if (frame.type !== "call.signal") return frame.type;
    const { type } = (frame["description"] ?? {}) as { type?: string };
    return `signal ${type ?? (frame["ready"] === true ? "ready" : "candidates")}`;
  });
