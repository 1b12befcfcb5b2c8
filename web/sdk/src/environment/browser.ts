import { browserChunkReader, browserVault } from "../files/vault/browserVault.ts";
import { systemClock } from "./Clock.ts";
import type { AskAddress, Environment, HoldName, LevelMeter, Socket, SocketHandlers } from "./Environment.ts";
import type { Network } from "./Network.ts";

const SUBPROTOCOL = "callbox.v1";
/** How long a reloaded window waits for its former self to let go of its name. */
const LOCK_WAIT_MS = 400;

function openSocket(url: string, handlers: SocketHandlers): Socket {
  const webSocket = new WebSocket(url, SUBPROTOCOL);
  webSocket.onopen = () => handlers.opened();
  webSocket.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === "string") handlers.received(event.data);
  };
  webSocket.onclose = (event) => handlers.closed(event.code);
  return {
    // What is said while the socket closes is lost either way, and said again when the session resumes; the browser would call it an error.
    send: (text) => {
      if (webSocket.readyState === WebSocket.OPEN) webSocket.send(text);
    },
    close() {
      webSocket.onopen = webSocket.onmessage = webSocket.onclose = null;
      webSocket.close();
    },
  };
}

/** What another origin answers may not be read; that it does is enough. */
const askAddress: AskAddress = async (url, signal) => {
  const { ok, type } = await fetch(url, { cache: "no-store", mode: "no-cors", signal });
  return ok || type === "opaque";
};

/** `navigator.connection` (Network Information API) is not everywhere, and not in TypeScript's DOM. */
interface NavigatorWithConnection {
  readonly connection?: EventTarget & { readonly type?: string };
}

const browserNetwork: Network = {
  get online() {
    return navigator.onLine;
  },
  onChange(listener) {
    const connection = (navigator as NavigatorWithConnection).connection;
    let type = connection?.type;
    // `change` also tells each new estimate of the bandwidth; only another kind of network counts.
    const typeChanged = (): void => {
      if (connection?.type !== type) listener();
      type = connection?.type;
    };
    globalThis.addEventListener("online", listener);
    connection?.addEventListener("change", typeChanged);
    return () => {
      globalThis.removeEventListener("online", listener);
      connection?.removeEventListener("change", typeChanged);
    };
  },
  onWake(listener) {
    const becameVisible = (): void => {
      if (document.visibilityState === "visible") listener();
    };
    document.addEventListener("visibilitychange", becameVisible);
    globalThis.addEventListener("pageshow", listener);
    return () => {
      document.removeEventListener("visibilitychange", becameVisible);
      globalThis.removeEventListener("pageshow", listener);
    };
  },
};

/** Where Web Locks are missing (an insecure page) every window gets what it asks for, and nothing of another's. */
const holdName: HoldName = (name, whose) => {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return Promise.resolve(whose === "own" ? { release: () => {} } : null);
  return new Promise((resolve) => {
    const wait = whose === "own" ? { signal: AbortSignal.timeout(LOCK_WAIT_MS) } : { ifAvailable: true };
    const hold = (lock: Lock | null): Promise<void> | null => {
      if (lock !== null) return new Promise<void>((release) => resolve({ release }));
      resolve(null);
      return null;
    };
    locks.request(name, wait, hold).catch(() => resolve(null));
  });
};

/** Root mean square of the last samples; one AudioContext per meter, closed with it. */
function meter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(1, Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));
    },
    close: () => void context.close(),
  };
}

export function browserEnvironment(): Environment {
  return {
    clock: systemClock,
    jitter: Math.random,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    openSocket,
    askAddress,
    network: browserNetwork,
    rtc: {
      createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
      createStream: (tracks) => new MediaStream([...tracks]),
    },
    capture: (navigator.mediaDevices as MediaDevices | undefined) ?? null,
    secureContext: globalThis.isSecureContext,
    meter,
    holdName,
    vault: browserVault(),
    chunkReader: browserChunkReader(),
  };
}
