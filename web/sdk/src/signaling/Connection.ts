import type { Cancel, Clock } from "../environment/Clock.ts";
import type { Environment, Socket } from "../environment/Environment.ts";
import { DecodeError } from "./decode.ts";
import type { ServerMessage } from "./serverMessages.ts";
import { decodeServerMessage } from "./serverMessages.ts";

/** docs/PROTOCOL.md, Life of a connection. */
const PING_INTERVAL_MS = 4_000;
const SILENCE_LIMIT_MS = 8_000;
/** When there is reason to doubt the socket, an answer must come within a slow network's round trip. */
const PROBE_TIMEOUT_MS = 1_500;
/** On most networks an answer that has not come by now will not, and while one waits on another socket can open. */
const LATE_MS = 400;

export interface ConnectionEvents {
  opened(): void;
  received(message: ServerMessage): void;
  /** The answer to a probe has not come yet. */
  late(): void;
  /** It has come after all. */
  answered(): void;
  /** `code` is null when we gave it up: it did not open in time, or fell silent. `openingMs`: how long it tried to open in vain; 0 when it was open. */
  closed(code: number | null, openingMs: number): void;
  undecodable(reason: string): void;
}

/**
 * One WebSocket, from opening to its end. It pings, answers pings, and notices when nothing comes any more.
 *
 * `opening -> open -> closed`; closed is final, and after it no event comes.
 */
export class Connection {
  readonly #clock: Clock;
  readonly #socket: Socket;
  #state: "opening" | "open" | "closed" = "opening";
  readonly #begunAt: number;
  #lastHeard: number;
  /** When the oldest ping was sent that nothing has followed. */
  #unansweredPing: number | null = null;
  #timer: Cancel;
  #probe: Cancel | null = null;
  #isLate = false;

  constructor(
    environment: Pick<Environment, "clock" | "openSocket">,
    url: string,
    openTimeoutMs: number,
    private readonly events: ConnectionEvents,
  ) {
    this.#clock = environment.clock;
    this.#begunAt = this.#lastHeard = this.#clock.now();
    this.#socket = environment.openSocket(url, {
      opened: () => this.#opened(),
      received: (text) => this.#received(text),
      closed: (code) => this.#end(code),
    });
    this.#timer = this.#clock.after(openTimeoutMs, () => this.#end(null));
  }

  /** For how long it has been opening, in milliseconds; null once it is not any more. */
  get openingMs(): number | null {
    return this.#state === "opening" ? this.#clock.now() - this.#begunAt : null;
  }

  send(message: object): void {
    if (this.#state === "open") this.#socket.send(JSON.stringify(message));
  }

  /** Asks for a sign of life; without one soon the connection ends. */
  probe(): void {
    if (this.#state !== "open" || this.#probe !== null) return;
    this.#ping();
    this.#probe = this.#clock.after(LATE_MS, () => {
      this.#isLate = true;
      this.#probe = this.#clock.after(PROBE_TIMEOUT_MS - LATE_MS, () => this.#end(null));
      this.events.late();
    });
  }

  /** Ends it without an event. */
  close(): void {
    this.#dispose();
  }

  #opened(): void {
    this.#state = "open";
    this.#lastHeard = this.#clock.now();
    this.#timer();
    this.#timer = this.#clock.after(PING_INTERVAL_MS, () => this.#beat());
    this.events.opened();
  }

  #received(text: string): void {
    this.#lastHeard = this.#clock.now();
    this.#unansweredPing = null;
    this.#probe?.();
    this.#probe = null;
    if (this.#isLate) this.events.answered();
    this.#isLate = false;
    let message: ServerMessage;
    try {
      message = decodeServerMessage(text);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.events.undecodable(error.message);
      return;
    }
    if (message.type === "ping") this.send({ type: "pong" });
    else if (message.type !== "pong") this.events.received(message);
  }

  /**
   * A hidden page's timers come late, so silence alone proves nothing: a ping must have gone unanswered as well.
   * Chained rather than periodic, so that a page which wakes up does not run through all beats that it missed.
   */
  #beat(): void {
    const now = this.#clock.now();
    const unanswered = this.#unansweredPing !== null && now - this.#unansweredPing >= PING_INTERVAL_MS;
    if (unanswered && now - this.#lastHeard >= SILENCE_LIMIT_MS) {
      this.#end(null);
      return;
    }
    if (this.#unansweredPing === null || unanswered) this.#ping();
    const untilSilent = this.#lastHeard + SILENCE_LIMIT_MS - now;
    const delay = untilSilent > 0 ? Math.min(PING_INTERVAL_MS, untilSilent) : PING_INTERVAL_MS;
    this.#timer = this.#clock.after(delay, () => this.#beat());
  }

  #ping(): void {
    this.#unansweredPing ??= this.#clock.now();
    this.send({ type: "ping" });
  }

  #end(code: number | null): void {
    if (this.#state === "closed") return;
    const openingMs = this.openingMs ?? 0;
    this.#dispose();
    this.events.closed(code, openingMs);
  }

  #dispose(): void {
    this.#state = "closed";
    this.#timer();
    this.#probe?.();
    this.#socket.close();
  }
}
