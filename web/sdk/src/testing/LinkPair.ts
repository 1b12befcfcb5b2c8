import { Log } from "../log/Log.ts";
import { IceServers } from "../peer/IceServers.ts";
import { PeerLink } from "../peer/PeerLink.ts";
import type { Signal } from "../signaling/Signal.ts";
import { settled } from "./FakeClock.ts";
import type { FakePeerConnection } from "./FakePeerConnection.ts";
import { TestEnvironment } from "./TestEnvironment.ts";

/** One end of a link: what it says is kept until the test delivers it. */
export class LinkEnd {
  readonly environment = new TestEnvironment();
  readonly link: PeerLink;
  readonly log: Log;
  outbox: Signal[] = [];
  doubts = 0;

  constructor({ polite, held = false, seed = 0 }: { readonly polite: boolean; readonly held?: boolean; readonly seed?: number }) {
    const { clock, rtc } = this.environment;
    this.log = new Log(clock);
    const randomBytes = (length: number): Uint8Array => this.environment.randomBytes(length).map((byte) => byte + seed);
    const iceServers = new IceServers(clock, () => new Promise(() => undefined));
    this.link = new PeerLink(
      { clock, rtc, randomBytes, iceServers, log: this.log },
      { name: "the other", polite, held },
      {
        signal: (signal) => this.outbox.push(signal),
        changed: () => undefined,
        doubted: () => {
          this.doubts += 1;
        },
      },
    );
  }

  get connection(): FakePeerConnection {
    return this.environment.connection;
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
  readonly impolite = new LinkEnd({ polite: false, seed: 100 });
  readonly polite: LinkEnd;

  constructor({ held = false }: { readonly held?: boolean } = {}) {
    this.polite = new LinkEnd({ polite: true, held, seed: 200 });
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
