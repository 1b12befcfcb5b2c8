import type { Callbox, CallboxOptions } from "./api.ts";
import { Client } from "./Client.ts";
import { browserEnvironment } from "./environment/browser.ts";

export type * from "./api.ts";
export { MAX_MESSAGE_CHARACTERS } from "./chat/messageText.ts";
export { MAX_OPEN_OFFERS, MAX_PREVIEW_CHARACTERS } from "./files/limits.ts";
export { isCallboxError } from "./errors/errors.ts";

/** The client of a Callbox server, in a browser. It does nothing before `start`. */
export const createCallbox = (options: CallboxOptions): Callbox => new Client(browserEnvironment(), options);
