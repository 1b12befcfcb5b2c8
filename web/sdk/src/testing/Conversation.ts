/// <reference types="vite/client" />
import { expect } from "vitest";
import type { Callbox } from "../api.ts";
import { settled } from "./FakeClock.ts";
import type { Frame } from "./FakeSocket.ts";
import { TestClient } from "./TestClient.ts";
import { Words } from "./Words.ts";

/** One step of a golden conversation (protocol/golden/README.md): one of these. */
export interface Step {
  readonly device?: object;
  /** Said by the device, and lost on its way. */
  readonly lost?: object;
  readonly server?: object;
  /** Said by the server, and lost on its way. */
  readonly unheard?: object;
  readonly bob?: object;
  readonly person?: keyof typeof PERSON;
  readonly page?: keyof typeof PAGE;
  readonly media?: RTCPeerConnectionState;
  readonly socket?: "opens" | "drops" | "dies";
  readonly closed?: number;
  readonly process?: "is killed" | "stops" | "starts";
  readonly window?: "opens";
  readonly passes?: number;
}

export interface Script {
  readonly about: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly parts?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

/** What the person does. */
const PERSON = {
  "calls Bob": (client: Callbox, words: Words) => client.invite(words.known("$bob"), "video"),
  accepts: (client: Callbox) => client.accept("video"),
  declines: (client: Callbox) => client.decline(),
  "hangs up": (client: Callbox) => client.hangUp(),
  mutes: (client: Callbox) => client.setMicrophone(false),
  "takes the call": (client: Callbox) => client.takeCall(),
  "takes the device over": async (client: Callbox) => client.takeOver(),
} as const;

/** What the page shows. */
const PAGE = {
  "rings": { phase: "ringing", direction: "incoming" },
  "hears it ring": { phase: "ringing", direction: "outgoing" },
  "is connecting": { phase: "connecting" },
  "is in the call": { phase: "active" },
  "is reconnecting": { phase: "reconnecting" },
  "says that it was cancelled": { phase: "ended", endReason: "cancelled" },
  "says that it was hung up": { phase: "ended", endReason: "hung-up" },
  "says that the call is elsewhere": { phase: "ended", endReason: "replaced" },
} as const;

const scripts = import.meta.glob<Script>("../../../../protocol/golden/conversations/*.json", { eager: true, import: "default" });

export const conversations: ReadonlyMap<string, Script> = new Map(
  Object.entries(scripts).map(([path, script]) => [path.replace(/^.*\//, "").replace(/\.json$/, ""), script]),
);

/**
 * A golden conversation between Ann's device and the server, with the device's part played by the real client: the server's
 * frames come as they are written, and each frame that the client sends must be the one that is written next.
 */
export class Conversation {
  readonly #ann = new TestClient();
  readonly #words: Words;
  #unheard: Frame[] = [];

  constructor(private readonly script: Script) {
    this.#words = new Words(script.values, script.parts ?? {});
  }

  async happens(): Promise<void> {
    this.#ann.client.start();
    await settled();
    for (const [index, step] of this.script.steps.entries()) {
      try {
        await this.#happens(step);
      } catch (error) {
        throw new Error(`step ${index + 1} ${JSON.stringify(step).slice(0, 200)}: ${String(error)}`, { cause: error });
      }
    }
    this.#hear();
    expect(this.#unheard, "what nobody has written").toEqual([]);
  }

  async #happens(step: Step): Promise<void> {
    const { client, environment } = this.#ann;
    const said = step.device ?? step.lost;
    if (said !== undefined) await this.#deviceSays(said);
    else if (step.server !== undefined) environment.socket.receive(this.#words.spoken(step.server) as object);
    else if (step.person !== undefined) this.#acts(PERSON[step.person](client, this.#words));
    else if (step.page !== undefined) expect(client.state.call).toMatchObject(PAGE[step.page]);
    else if (step.media !== undefined) environment.connection.become(step.media);
    else if (step.passes !== undefined) await environment.clock.advance(step.passes);
    else if (step.closed !== undefined) environment.socket.drop(step.closed);
    else if (step.process === "is killed") environment.socket.drop();
    else if (step.socket !== undefined) this.#socket(step.socket);
    await settled();
  }

  /** A refusal is the conversation's to show. */
  #acts(done: Promise<void>): void {
    done.catch(() => undefined);
  }

  #socket(event: "opens" | "drops" | "dies"): void {
    const { socket } = this.#ann.environment;
    switch (event) {
      case "opens":
        expect(socket.closed, "the page opens a new socket").toBe(false);
        socket.answersPings = true;
        socket.open();
        return;
      case "drops":
        socket.drop();
        return;
      case "dies":
        socket.answersPings = false;
        return;
    }
  }

  async #deviceSays(written: object): Promise<void> {
    // What is gathered for a moment, as candidates and tracks are.
    await this.#ann.environment.clock.advance(0);
    this.#hear();
    const said = this.#unheard.shift();
    expect(said, "something is said").toBeDefined();
    this.#words.hear(written, said);
  }

  #hear(): void {
    this.#unheard.push(...this.#ann.takeSaid());
  }
}
