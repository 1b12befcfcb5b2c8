import type { Decoded } from "./decode.ts";
import { array, DecodeError, nullable, number, object, oneOf, optional, string } from "./decode.ts";

export const description = object({ type: oneOf("offer", "answer"), sdp: string });

export const candidate = object({
  candidate: string,
  sdpMid: nullable(string),
  sdpMLineIndex: nullable(number),
  usernameFragment: nullable(string),
});

export type Description = Decoded<typeof description>;
export type Candidate = Decoded<typeof candidate>;

/** Most candidates in one `call.signal`. */
export const MAX_CANDIDATES = 32;

export type SignalBody =
  | { readonly kind: "description"; readonly description: Description }
  | { readonly kind: "candidates"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "ready" };

/** What one RTCPeerConnection tells another: `epoch` names the sender's, `peerEpoch` the receiver's as far as it is known. */
export interface Signal {
  readonly epoch: string;
  readonly peerEpoch: string | null;
  readonly body: SignalBody;
}

/** The fields of a `call.signal` that hold a signal. */
export interface WireSignal {
  readonly epoch: string;
  readonly peerEpoch: string | null;
  readonly description?: Description;
  readonly candidates?: readonly Candidate[];
  readonly ready?: true;
}

const wireSignal = object({
  epoch: string,
  peerEpoch: nullable(string),
  description: optional(description),
  candidates: optional(array(candidate)),
  ready: optional(oneOf(true)),
});

export function encodeSignal({ epoch, peerEpoch, body }: Signal): WireSignal {
  switch (body.kind) {
    case "description":
      return { epoch, peerEpoch, description: body.description };
    case "candidates":
      return { epoch, peerEpoch, candidates: body.candidates };
    case "ready":
      return { epoch, peerEpoch, ready: true };
  }
}

export function decodeSignal(value: unknown, path: string): Signal {
  const wire = wireSignal(value, path);
  const bodies: SignalBody[] = [];
  if (wire.description !== undefined) bodies.push({ kind: "description", description: wire.description });
  if (wire.candidates !== undefined) bodies.push({ kind: "candidates", candidates: wire.candidates });
  if (wire.ready !== undefined) bodies.push({ kind: "ready" });
  const [body, ...more] = bodies;
  if (body === undefined || more.length > 0) throw new DecodeError(path, "one of description, candidates and ready");
  return { epoch: wire.epoch, peerEpoch: wire.peerEpoch, body };
}
