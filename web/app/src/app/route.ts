/** Where the address points: the lobby, a call by link, or an identity that wants to be carried to this device. */
export type Route =
  | { readonly kind: "lobby" }
  | { readonly kind: "link"; readonly link: string }
  | { readonly kind: "device"; readonly secret: string };

const LINK_PATH = /^\/l\/([A-Za-z0-9_-]{1,64})\/?$/;
/** 32 random bytes in base64url. They stand in the fragment, which no browser sends to a server. */
const DEVICE_FRAGMENT = /^#\/device\/([A-Za-z0-9_-]{43})$/;

export function routeOf(address: { readonly pathname: string; readonly hash: string }): Route {
  const secret = DEVICE_FRAGMENT.exec(address.hash)?.[1];
  if (secret !== undefined) return { kind: "device", secret };
  const link = LINK_PATH.exec(address.pathname)?.[1];
  return link === undefined ? { kind: "lobby" } : { kind: "link", link };
}

export function deviceAddress(origin: string, secret: string): string {
  return `${origin}/#/device/${secret}`;
}

/** Whether an address of this host means something on other machines. */
export function isLocalOnly(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || hostname.startsWith("127.");
}
