import type { Socket, SocketHandlers } from "../environment/Environment.ts";

export type Frame = Readonly<Record<string, unknown>> & { readonly type: string };

/** The server's end of a WebSocket. */
export class FakeSocket implements Socket {
  readonly frames: Frame[] = [];
  closed = false;
  /** A living server answers pings; without it nothing comes that the test does not say. */
  answersPings = false;

  constructor(
    readonly url: string,
    private readonly handlers: SocketHandlers,
  ) {}

  send(text: string): void {
    if (this.closed) throw new Error("sent on a closed socket");
    const frame = JSON.parse(text) as Frame;
    this.frames.push(frame);
    if (frame.type === "ping" && this.answersPings) queueMicrotask(() => this.receive({ type: "pong" }));
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    if (!this.closed) this.handlers.opened();
  }

  receive(message: object | string): void {
    if (!this.closed) this.handlers.received(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** The server, or the network, ends the connection. */
  drop(code = 1006): void {
    if (this.closed) return;
    this.closed = true;
    this.handlers.closed(code);
  }

  of(type: string): readonly Frame[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  /** The last frame of a type; the test fails when there is none. */
  last(type: string): Frame {
    const frame = this.of(type).at(-1);
    if (frame === undefined) throw new Error(`no ${type} among ${this.frames.map((each) => each.type).join(", ")}`);
    return frame;
  }

  /** Without heartbeats: what was said, in order. */
  get said(): readonly Frame[] {
    return this.frames.filter(({ type }) => type !== "ping" && type !== "pong");
  }
}
