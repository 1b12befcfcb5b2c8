import { MAX_PREVIEW_CHARACTERS, TRANSFER_ID } from "../files/limits.ts";
import type { Decoded, Decoder } from "../signaling/decode.ts";
import { array, boolean, DecodeError, nullable, number, object, oneOf, string } from "../signaling/decode.ts";
import type { Candidate, Description } from "../signaling/Signal.ts";
import { candidate, description } from "../signaling/Signal.ts";

/** The other side's words for something that it did not do well end here, at a length that nobody misses. */
const MAX_NAME_CHARACTERS = 1_024;
const MAX_MEDIA_TYPE_CHARACTERS = 255;
/** 1 TiB: no disk of a browser takes more, and what is kept in memory of a transfer grows with its chunks. */
export const MAX_FILE_BYTES = 2 ** 40;
const PREVIEW = /^data:image\/(jpeg|png|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

const matching =
  (form: RegExp, words: string): Decoder<string> =>
  (value, path) => {
    const text = string(value, path);
    if (!form.test(text)) throw new DecodeError(path, words);
    return text;
  };

const atMost =
  (most: number): Decoder<string> =>
  (value, path) => {
    const text = string(value, path);
    if (text.length > most) throw new DecodeError(path, `a string of at most ${most} characters`);
    return text;
  };

const count: Decoder<number> = (value, path) => {
  const size = number(value, path);
  if (!Number.isInteger(size) || size < 0 || size > MAX_FILE_BYTES) throw new DecodeError(path, `a whole number from 0 to ${MAX_FILE_BYTES}`);
  return size;
};

/** What is no picture as we make them is no picture. */
const preview: Decoder<string | null> = (value, path) => {
  const text = nullable(string)(value, path);
  return text !== null && text.length <= MAX_PREVIEW_CHARACTERS && PREVIEW.test(text) ? text : null;
};

const range: Decoder<readonly [number, number]> = (value, path) => {
  const [from, to, ...more] = array(count)(value, path);
  if (from === undefined || to === undefined || more.length > 0 || from >= to) throw new DecodeError(path, "a range of chunks");
  return [from, to];
};

const id = matching(TRANSFER_ID, "16 characters of base64url");
const digest = matching(/^[0-9a-f]{64}$/, "64 hexadecimal digits");
const failure = oneOf("no-space", "storage", "source-gone", "source-changed", "corrupt", "protocol");

const offer = object({ id, name: atMost(MAX_NAME_CHARACTERS), sizeBytes: count, mediaType: atMost(MAX_MEDIA_TYPE_CHARACTERS), preview });
const want = object({ id, ranges: array(range) });
const got = object({ id, chunks: array(count) });
const end = object({ id, digest });
const source = object({ id, here: boolean });
const paused = object({ id, paused: boolean });
const failed = object({ id, code: failure });
const only = object({ id });
const carrierDescription = object({ carrier: id, description });
const carrierCandidates = object({ carrier: id, candidates: array(candidate) });
const carrierClosed = object({ carrier: id });

/** What two devices say to each other about files (docs/PROTOCOL.md, Files). */
export type FileMessage =
  | ({ readonly type: "file.offer" } & Decoded<typeof offer>)
  | ({ readonly type: "file.want" } & Decoded<typeof want>)
  | ({ readonly type: "file.got" } & Decoded<typeof got>)
  | ({ readonly type: "file.end" } & Decoded<typeof end>)
  | ({ readonly type: "file.source" } & Decoded<typeof source>)
  | ({ readonly type: "file.paused" } & Decoded<typeof paused>)
  | ({ readonly type: "file.failed" } & Decoded<typeof failed>)
  | ({ readonly type: "file.saved" | "file.declined" | "file.cancelled" } & Decoded<typeof only>);

/** What they say about the connections that carry files (docs/PROTOCOL.md, Carriers). */
export type CarrierMessage =
  | { readonly type: "carrier.description"; readonly carrier: string; readonly description: Description }
  | { readonly type: "carrier.candidates"; readonly carrier: string; readonly candidates: readonly Candidate[] }
  | { readonly type: "carrier.closed"; readonly carrier: string };

/** Null for a type that is neither. */
export function decodeFileMessage(type: string, value: unknown): FileMessage | CarrierMessage | null {
  switch (type) {
    case "file.offer":
      return { type, ...offer(value, "") };
    case "file.want":
      return { type, ...want(value, "") };
    case "file.got":
      return { type, ...got(value, "") };
    case "file.end":
      return { type, ...end(value, "") };
    case "file.source":
      return { type, ...source(value, "") };
    case "file.paused":
      return { type, ...paused(value, "") };
    case "file.failed":
      return { type, ...failed(value, "") };
    case "file.saved":
    case "file.declined":
    case "file.cancelled":
      return { type, ...only(value, "") };
    case "carrier.description":
      return { type, ...carrierDescription(value, "") };
    case "carrier.candidates":
      return { type, ...carrierCandidates(value, "") };
    case "carrier.closed":
      return { type, ...carrierClosed(value, "") };
    default:
      return null;
  }
}
