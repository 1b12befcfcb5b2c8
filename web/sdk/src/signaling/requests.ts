import type { Media, Tracks } from "../api.ts";
import type { Decoded, Decoder } from "./decode.ts";
import { array, boolean, nullable, number, object, optional, string } from "./decode.ts";
import { callView, historyEntry, media } from "./views.ts";
import type { WireSignal } from "./Signal.ts";

/** What each request carries besides `type` and `id`. */
export interface Requests {
  "profile.set": { readonly name?: string; readonly listed?: boolean };
  "call.invite": { readonly call: string; readonly to: string; readonly media: Media; readonly tracks: Tracks };
  "call.ring": { readonly call: string };
  "call.accept": { readonly call: string; readonly tracks: Tracks };
  "call.decline": { readonly call: string };
  "call.hang-up": { readonly call: string; readonly reason?: "failed" };
  "call.tracks": { readonly call: string; readonly tracks: Tracks };
  "call.take": { readonly call: string; readonly version: number; readonly tracks: Tracks };
  "call.hears": { readonly call: string; readonly from: string };
  "call.signal": { readonly call: string; readonly to: string } & WireSignal;
  "ice.servers": { readonly call?: string };
  "link.create": { readonly media: Media };
  "link.preview": { readonly link: string };
  "link.join": { readonly link: string; readonly tracks: Tracks };
  "history.list": { readonly before?: string; readonly limit?: number };
  "history.seen": object;
}

export type RequestType = keyof Requests;

const iceServer = object({
  urls: array(string),
  username: optional(string),
  credential: optional(string),
});

/** `iceCall` is the only call that the credentials are for; null when there are none of a call. */
export const iceGrant = { iceServers: array(iceServer), iceExpiresAt: nullable(number), iceCall: nullable(string) };

const empty = object({});
const withCall = object({ call: callView });

/** What each request is answered with. */
export const results = {
  "profile.set": object({ user: object({ id: string, name: nullable(string) }) }),
  "call.invite": withCall,
  "call.ring": empty,
  "call.accept": withCall,
  "call.decline": empty,
  "call.hang-up": empty,
  "call.tracks": empty,
  "call.take": withCall,
  "call.hears": empty,
  "call.signal": empty,
  "ice.servers": object(iceGrant),
  "link.create": object({ link: string, path: string, media }),
  "link.preview": object({ link: string, media, names: array(string), full: boolean }),
  "link.join": withCall,
  "history.list": object({ entries: array(historyEntry), next: nullable(string) }),
  "history.seen": empty,
} satisfies { readonly [K in RequestType]: Decoder<unknown> };

export type ResultOf<K extends RequestType> = Decoded<(typeof results)[K]>;
