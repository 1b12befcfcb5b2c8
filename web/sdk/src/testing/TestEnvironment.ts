import type { Environment, Rtc } from "../environment/Environment.ts";
import type { KeyValueStore } from "../api.ts";
import { FakeClock } from "./FakeClock.ts";
import type { FakeTrack } from "./FakeMedia.ts";
import { asStream, FakeCapture, FakeStream } from "./FakeMedia.ts";
import { FakeNetwork } from "./FakeNetwork.ts";
import { MemoryReader, MemoryVault } from "./MemoryVault.ts";
import { FakePeerConnection } from "./FakePeerConnection.ts";
import { FakeSocket } from "./FakeSocket.ts";

export class MemoryStore implements KeyValueStore {
  readonly values = new Map<string, string>();

  get(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  set(key: string, value: string): void {
    this.values.set(key, value);
  }

  remove(key: string): void {
    this.values.delete(key);
  }
}

/** A browser without a browser: everything that the SDK needs, in the hands of the test. */
export class TestEnvironment implements Environment {
  readonly clock = new FakeClock();
  readonly network = new FakeNetwork();
  readonly media = new FakeCapture();
  readonly sockets: FakeSocket[] = [];
  readonly connections: FakePeerConnection[] = [];
  vault = new MemoryVault();
  readonly chunkReader = new MemoryReader();
  readonly heldNames = new Set<string>();
  readonly jitter = (): number => 0.5;
  readonly secureContext = true;
  capture: Environment["capture"] = this.media.port;
  #bytes = 0;

  readonly randomBytes = (length: number): Uint8Array => {
    this.#bytes += 1;
    return new Uint8Array(length).fill(this.#bytes);
  };

  readonly openSocket: Environment["openSocket"] = (url, handlers) => {
    const socket = new FakeSocket(url, handlers);
    this.sockets.push(socket);
    return socket;
  };

  /** Whether the server answers; refused where it is null. */
  answers: boolean | null = null;
  readonly askAddress: Environment["askAddress"] = () => (this.answers === null ? Promise.reject(new TypeError("refused")) : Promise.resolve(this.answers));

  readonly rtc: Rtc = {
    createPeerConnection: (configuration) => {
      const connection = new FakePeerConnection(configuration);
      this.connections.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
    createStream: (tracks) => asStream(new FakeStream(tracks as unknown as FakeTrack[])),
  };

  readonly meter: Environment["meter"] = () => ({ level: () => 0.25, close: () => undefined });

  readonly holdName: Environment["holdName"] = async (name) => {
    if (this.heldNames.has(name)) return null;
    this.heldNames.add(name);
    return { release: () => void this.heldNames.delete(name) };
  };

  /** The newest WebSocket. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }

  /** The newest RTCPeerConnection. */
  get connection(): FakePeerConnection {
    const connection = this.connections.at(-1);
    if (connection === undefined) throw new Error("no RTCPeerConnection was made");
    return connection;
  }
}
