import type { Environment } from "../environment/Environment.ts";
import { Connection } from "./Connection.ts";
import type { ServerMessage } from "./serverMessages.ts";

export interface LineEvents {
  /** A connection is open, and nothing was said on it yet. */
  opened(): void;
  /** The one that was in use is given up for another one, which is open or will be. */
  moved(): void;
  received(message: ServerMessage): void;
  /** None is left; `code` and `openingMs` as in ConnectionEvents. */
  closed(code: number | null, openingMs: number): void;
  undecodable(reason: string): void;
}

/**
 * The connection in use, and for a moment another one beside it. A network that changes without a word leaves a socket that looks open; so while the answer to a probe is
 * late another one is opened, and whichever comes first, the answer or that one, goes on (docs/adr/0008). The one beside says nothing before, or the server would
 * take it for the newest connection of the device, and end the other one.
 */
export class Line {
  #inUse: Connection | null = null;
  #beside: Connection | null = null;

  constructor(
    private readonly environment: Pick<Environment, "clock" | "openSocket">,
    private readonly url: string,
    /** How long the next connection may take to open. */
    private readonly patienceMs: () => number,
    private readonly events: LineEvents,
  ) {}

  /** For how long the one in use has been opening, in milliseconds; null when there is none, or it is open. */
  get openingMs(): number | null {
    return this.#inUse?.openingMs ?? null;
  }

  /** A new connection, in place of what is there. */
  open(): void {
    this.close();
    this.#inUse = this.#connect();
  }

  send(message: object): void {
    this.#inUse?.send(message);
  }

  /** Asks for a sign of life; without one the connection ends, or another one is in its place before. */
  probe(): void {
    this.#inUse?.probe();
  }

  /** Ends it without an event. */
  close(): void {
    this.#inUse?.close();
    this.#inUse = null;
    this.#closeBeside();
  }

  #connect(): Connection {
    const connection = new Connection(this.environment, this.url, this.patienceMs(), {
      opened: () => {
        if (connection === this.#beside) this.#move();
        this.events.opened();
      },
      received: (message) => this.events.received(message),
      late: () => {
        this.#beside ??= this.#connect();
      },
      answered: () => this.#closeBeside(),
      closed: (code, openingMs) => {
        if (connection === this.#beside) this.#beside = null;
        else if (code === null && this.#beside !== null) this.#move();
        else {
          this.close();
          this.events.closed(code, openingMs);
        }
      },
      undecodable: (reason) => this.events.undecodable(reason),
    });
    return connection;
  }

  #move(): void {
    this.#inUse?.close();
    this.#inUse = this.#beside;
    this.#beside = null;
    this.events.moved();
  }

  #closeBeside(): void {
    this.#beside?.close();
    this.#beside = null;
  }
}
