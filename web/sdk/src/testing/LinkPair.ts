import { Log } from "../log/Log.ts";
import type { Grant } from "../peer/IceServers.ts";
import { IceServers } from "../peer/IceServers.ts";
import { PeerLink } from "../peer/PeerLink.ts";
import type { Ask } from "../signaling/Session.ts";
import type { Signal } from "../signaling/Signal.ts";
import { settled } from "./FakeClock.ts";
import type { FakePeerConnection } from "./FakePeerConnection.ts";
import { TestEnvironment } from "./TestEnvironment.ts";

interface EndOptions {
  readonly polite: boolean;
  readonly held?: boolean;
  readonly seed?: number;
  /** For a TURN server; without one there is no server. */
  readonly credential?: string | undefined;
}

/** What signals are: a description by its type. */
export const kinds = (signals: readonly Signal[]): string[] => signals.map(({ body }) => (body.kind === "description" ? body.description.type : body.kind));

/** One end of a link: what it says is kept until the test delivers it. */
export class LinkEnd {
  readonly environment = new TestEnvironment();
  readonly link: PeerLink;
  readonly log: Log;
  readonly iceServers: IceServers;
  /** What `ice.servers` is answered with; never, unless a test says so. */
  iceAnswer: Promise<Grant> = new Promise(() => undefined);
  iceQuestions = 0;
  outbox: Signal[] = [];
  doubts = 0;
  /** What came on the control channel. */
  readonly heard: string[] = [];
  readonly trips: number[] = [];
  returns = 0;

  constructor({ polite, held = false, seed = 0, credential }: EndOptions) {
    const { clock, rtc } = this.environment;
    this.log = new Log(clock);
    const randomBytes = (length: number): Uint8Array => this.environment.randomBytes(length).map((byte) => byte + seed);
    this.iceServers = new IceServers(clock, this.ask, () => "c_next");
    if (credential !== undefined) {
      const iceServers = [{ urls: ["turn:call.example"], username: "u", credential }];
      this.iceServers.granted({ iceServers, iceExpiresAt: clock.now() + 600_000, iceCall: "c_1" });
    }
    this.link = new PeerLink(
      { clock, rtc, randomBytes, iceServers: this.iceServers, log: this.log },
      { call: "c_1", name: "the other", polite, held },
      {
        signal: (signal) => {
          this.outbox.push(signal);
        },
        changed: () => undefined,
        doubted: () => {
          this.doubts += 1;
        },
        control: { opened: () => this.heard.push("opened"), received: (text) => this.heard.push(text) },
        probe: { probed: ({ roundTripMs }) => this.trips.push(roundTripMs), receivedBytes: () => 0 },
        returned: () => {
          this.returns += 1;
        },
      },
    );
  }

  private readonly ask = (() => {
    this.iceQuestions += 1;
    return this.iceAnswer;
  }) as unknown as Ask;

  get connection(): FakePeerConnection {
    return this.environment.connection;
  }

  /** A packet of the other side's sound is played. */
  async hear(packet: number): Promise<void> {
    const [sound] = this.connection.transceivers;
    if (sound !== undefined) sound.heard = packet;
    await this.environment.clock.advance(250);
  }

  /** What has been said so far, which the test now takes away. */
  async said(): Promise<readonly Signal[]> {
    await this.environment.clock.advance(10);
    const said = this.outbox;
    this.outbox = [];
    return said;
  }
}

/** Two ends, the first of them impolite, and the wire between them. */
export class LinkPair {
  readonly impolite: LinkEnd;
  readonly polite: LinkEnd;

  constructor({ held = false, credential }: { readonly held?: boolean; readonly credential?: string } = {}) {
    this.impolite = new LinkEnd({ polite: false, seed: 100, credential });
    this.polite = new LinkEnd({ polite: true, held, seed: 200, credential });
  }

  /** Delivers all that is said until both have nothing to say. */
  async settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      const [mine, theirs] = [await this.impolite.said(), await this.polite.said()];
      if (mine.length + theirs.length === 0) return;
      for (const signal of mine) this.polite.link.receive(signal);
      for (const signal of theirs) this.impolite.link.receive(signal);
      await settled();
    }
    throw new Error("the two never stop talking");
  }

  async connect(): Promise<void> {
    await this.settle();
    for (const end of [this.impolite, this.polite]) {
      end.link.reachable(true);
      end.connection.become("connected");
    }
  }
}
