/** What a close code asks of the client (docs/PROTOCOL.md, Close codes; RFC 6455, section 7.4.1). */
export type AfterClose =
  | { readonly kind: "back-off" }
  /** Come back within `withinMs`, at a random moment of it. */
  | { readonly kind: "soon"; readonly withinMs: number }
  | { readonly kind: "wait"; readonly delayMs: number }
  | { readonly kind: "replaced" }
  | { readonly kind: "refused" };

/** All devices of a stopping server come back at about the same time. */
const SERVER_STOPPING_JITTER_MS = 500;
/** After flooding, and after a failure of the server's that would only happen again. */
const LONG_DELAY_MS = 10_000;

export function afterClose(code: number): AfterClose {
  switch (code) {
    case 1001:
      return { kind: "soon", withinMs: SERVER_STOPPING_JITTER_MS };
    case 4001:
      return { kind: "replaced" };
    case 1003:
    case 1007:
    case 1009:
    case 4002:
    case 4003:
      return { kind: "refused" };
    case 1011:
    case 4008:
      return { kind: "wait", delayMs: LONG_DELAY_MS };
    default:
      return { kind: "back-off" };
  }
}
