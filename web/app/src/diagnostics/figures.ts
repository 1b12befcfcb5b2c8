import type { LinkStats } from "@callbox/sdk";

/** `1280 × 720, 30/s`, or null while there is no picture. */
export function resolution(width: number | null, height: number | null, framesPerSecond: number | null): string | null {
  if (width === null || height === null || width === 0) return null;
  const rate = framesPerSecond === null ? "" : `, ${Math.round(framesPerSecond)}/s`;
  return `${width} × ${height}${rate}`;
}

/** `host ↔ srflx, udp`; with a relay at this side also how it is reached: `relay (tls) ↔ host, udp`; with one at the other side alone: `host ↔ relay, udp`. */
export function route({ route }: Pick<LinkStats, "route">): string | null {
  if (route === null) return null;
  const relay = route.relayProtocol === null ? "" : ` (${route.relayProtocol})`;
  return `${route.local}${relay} ↔ ${route.remote}, ${route.protocol}`;
}

export function codecs({ videoCodec, audioCodec }: Pick<LinkStats, "videoCodec" | "audioCodec">): string | null {
  const known = [videoCodec, audioCodec].filter((codec) => codec !== null);
  return known.length === 0 ? null : known.join(", ");
}
