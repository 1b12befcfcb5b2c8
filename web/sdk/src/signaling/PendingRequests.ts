import type { CallboxError } from "../api.ts";
import { aborted, tooManyRequests } from "../errors/errors.ts";
import type { Requests, RequestType, ResultOf } from "./requests.ts";
import { results } from "./requests.ts";

/** More than a call of six can produce in an outage of half a minute; past it a new request is refused. */
const MAX_PENDING = 512;

/** Without an effect beyond what they say; anything else that is asked twice is meant twice. */
const SAID_ONCE: ReadonlySet<RequestType> = new Set<RequestType>(["call.signal"]);

export interface PendingRequest<K extends RequestType = RequestType> {
  id: string;
  readonly type: RequestType;
  readonly params: object;
  /** Whether it left on some connection of this session. */
  sent: boolean;
  /** Nobody wants it any more; what has left may still be answered, but is not sent again. */
  abandoned: boolean;
  readonly result: Promise<ResultOf<K>>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * The requests without an answer, in the order in which they were made. Ids are unique over all sessions of a device: a page
 * that reloads begins with another prefix, so an old answer is never taken for a new one.
 */
export class PendingRequests {
  readonly #requests = new Map<string, PendingRequest>();
  #count = 0;

  constructor(private readonly prefix: string) {}

  /** What is being said already, word for word, is that request: where a restart is wanted twice its offer needs saying once. */
  add<K extends RequestType>(type: K, params: Requests[K], signal?: AbortSignal): PendingRequest<K> | CallboxError {
    const same = SAID_ONCE.has(type) ? this.#find(type, params) : undefined;
    if (same !== undefined) return same as PendingRequest<K>;
    if (this.#requests.size >= MAX_PENDING) return tooManyRequests();
    if (signal?.aborted === true) return aborted();
    const { promise, resolve, reject } = settled<ResultOf<K>>();
    const request: PendingRequest<K> = {
      id: this.nextId(),
      type,
      params,
      sent: false,
      abandoned: false,
      result: promise,
      resolve: (body) => resolve(body as ResultOf<K>),
      reject,
    };
    this.#requests.set(request.id, request);
    const abandon = (): void => this.#abandon(request);
    const forget = (): void => signal?.removeEventListener("abort", abandon);
    signal?.addEventListener("abort", abandon);
    promise.then(forget, forget);
    return request;
  }

  #find(type: RequestType, params: object): PendingRequest | undefined {
    const words = JSON.stringify(params);
    return this.all().find((request) => request.type === type && !request.abandoned && JSON.stringify(request.params) === words);
  }

  nextId(): string {
    this.#count += 1;
    return `${this.prefix}-${this.#count}`;
  }

  all(): readonly PendingRequest[] {
    return [...this.#requests.values()];
  }

  /** The request of this id, which is no longer pending. */
  take(id: string): PendingRequest | undefined {
    const request = this.#requests.get(id);
    this.#requests.delete(id);
    return request;
  }

  /** Puts it at the end under a new id: an answer to the old one may already be kept by the server. */
  again(request: PendingRequest): void {
    request.id = this.nextId();
    request.sent = false;
    this.#requests.set(request.id, request);
  }

  rejectAll(error: CallboxError, which: (request: PendingRequest) => boolean = () => true): void {
    for (const request of this.all().filter(which)) this.take(request.id)?.reject(error);
  }

  /** Forgets what was given up: what never left at once, what has left when its connection is gone. */
  dropAbandoned(): void {
    this.rejectAll(aborted(), ({ abandoned }) => abandoned);
  }

  #abandon(request: PendingRequest): void {
    request.abandoned = true;
    if (!request.sent) this.take(request.id)?.reject(aborted());
  }
}

export const decodeResult = (request: PendingRequest, body: unknown): unknown => results[request.type](body, "");

function settled<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}
