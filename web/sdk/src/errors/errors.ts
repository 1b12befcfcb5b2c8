import type { CallboxError, MediaErrorCode } from "../api.ts";

class CodedError extends Error implements CallboxError {
  override readonly name = "CallboxError";
  readonly retryAfterMs?: number;

  constructor(readonly code: string, message: string, retryAfterMs?: number) {
    super(message);
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

/** The server answered a request with an error (docs/PROTOCOL.md, Errors). */
export const refusedByServer = (code: string, message: string, retryAfterMs?: number): CallboxError =>
  new CodedError(code, message, retryAfterMs);

/** The client was stopped before the answer came. */
export const stopped = (): CallboxError => new CodedError("stopped", "the client was stopped");

/** The session ended, and what was asked makes no sense in a new one. */
export const sessionLost = (): CallboxError => new CodedError("session-lost", "the session ended before the answer came");

/** The server has not answered, and may never have heard of it. */
export const isUndelivered = (error: unknown): boolean => ["stopped", "session-lost"].includes(codeOf(error));

/** Somebody gave up waiting. */
export const aborted = (): CallboxError => new CodedError("aborted", "given up");

/** More requests wait for a connection than are kept. */
export const tooManyRequests = (): CallboxError => new CodedError("too-many-requests", "too many requests are waiting for a connection");

export const noCall = (): CallboxError => new CodedError("no-call", "there is no call to do this to");

export const messageEmpty = (): CallboxError => new CodedError("message-empty", "a message has at least one visible character");

export const messageTooLong = (most: number): CallboxError => new CodedError("message-too-long", `a message has at most ${most} characters`);

/** Nobody else is in the call. */
export const nobodyHere = (): CallboxError => new CodedError("nobody-here", "nobody else is in the call");

export const tooManyFiles = (most: number): CallboxError => new CodedError("too-many-files", `at most ${most} files wait for one participant`);

export const noSuchTransfer = (): CallboxError => new CodedError("no-such-transfer", "there is no transfer to do this to");

/** It was offered under another name, size or date. */
export const notThatFile = (): CallboxError => new CodedError("source-changed", "this is not the file that was offered");

export const noRoom = (): CallboxError => new CodedError("no-space", "the browser's private storage has no room for it");

export const notStored = (): CallboxError => new CodedError("storage", "the file cannot be read from the browser's private storage");

export const alreadyInCall = (): CallboxError => new CodedError("already-in-call", "this device is in a call");

export const alreadyStarted = (): CallboxError => new CodedError("already-started", "the identity is chosen before start");

export const nameInvalid = (): CallboxError =>
  new CodedError("name-invalid", "a name has 1 to 40 characters, without control characters");

export const secretInvalid = (): CallboxError => new CodedError("secret-invalid", "not the secret of an identity");

const MEDIA_SENTENCES: Readonly<Record<MediaErrorCode, string>> = {
  denied: "the person or the browser's policy refused",
  "not-found": "there is no such device",
  "in-use": "another program uses the device",
  "over-constrained": "no device can do what was asked",
  "insecure-page": "the page must come over https",
  unsupported: "this browser cannot do it",
  aborted: "the device gave up",
};

export const mediaFailed = (code: MediaErrorCode): CallboxError => new CodedError(code, MEDIA_SENTENCES[code]);

export const isCallboxError = (error: unknown): error is CallboxError => error instanceof CodedError;

/** The code of whatever was thrown, for a log line. */
export const codeOf = (error: unknown): string =>
  isCallboxError(error) ? error.code : error instanceof Error ? error.name : "unknown";
