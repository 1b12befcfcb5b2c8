/** What the browser tells about the network and the page. Each function returns the way to stop listening. */
export interface Network {
  /** False when the machine surely has no network; true proves nothing. */
  readonly online: boolean;
  /** The machine has a network again, or has another one. Sockets and ICE routes of before are in doubt. */
  onChange(listener: () => void): () => void;
  /** The page became visible, or woke up: timers may have been throttled, so look at once. */
  onWake(listener: () => void): () => void;
}
