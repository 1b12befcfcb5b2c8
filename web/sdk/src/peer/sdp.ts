import type { Candidate, Description } from "../signaling/Signal.ts";

const UFRAG = "a=ice-ufrag:";

const lines = (sdp: string): string[] => sdp.split("\r\n");

/**
 * Takes the candidates out of a description (RFC 8839, section 5.1), and gives them apart: applied without them, it makes
 * the browser send nothing to the other side.
 */
export function withoutCandidates(description: Description): { description: Description; candidates: readonly Candidate[] } {
  const candidates: Candidate[] = [];
  const kept: string[] = [];
  let mLine = -1;
  let mid: string | null = null;
  let fragment: string | null = null;
  // A media section names its ufrag and mid before or after its candidates, so each section is read as a whole.
  let section: string[] = [];
  const endSection = (): void => {
    for (const candidate of section) {
      candidates.push({ candidate, sdpMid: mid, sdpMLineIndex: mLine, usernameFragment: fragment });
    }
    section = [];
  };
  for (const line of lines(description.sdp)) {
    if (line.startsWith("m=")) {
      endSection();
      mLine += 1;
    } else if (line.startsWith("a=mid:")) mid = line.slice("a=mid:".length);
    else if (line.startsWith(UFRAG)) fragment = line.slice(UFRAG.length);
    if (line.startsWith("a=candidate:")) section.push(line.slice("a=".length));
    else if (line !== "a=end-of-candidates") kept.push(line);
  }
  endSection();
  return { description: { type: description.type, sdp: kept.join("\r\n") }, candidates };
}

/** Whether an offer restarts ICE, which it does with credentials that the last description did not have (RFC 8839, section 4.4.1.1.1). */
export function restartsIce(offer: string, last: string): boolean {
  return fragmentOf(offer) !== fragmentOf(last);
}

const fragmentOf = (sdp: string): string | undefined => lines(sdp).find((line) => line.startsWith(UFRAG));

/** RFC 8445, section 5.1.2.2: the type preference of a host candidate, and of a peer-reflexive one. */
const HOST = 126;
const PEER_REFLEXIVE = 110;
/** The type preference is the first octet of a priority (RFC 8445, section 5.1.2.1). */
const OF_TYPE = 2 ** 24;

/**
 * Puts the other side's host candidates under its peer-reflexive ones, for the browser (docs/adr/0017).
 *
 * @param text a description, or one candidate; what does not look as browsers write it stays as it is
 */
const hostsUnderReflexive = (text: string): string =>
  text.replace(/(candidate:\S{1,32} 1 udp )([0-9]{1,10})( \S{1,100} [0-9]{1,5} typ host)\b/gi, (whole, before: string, priority: string, after: string) =>
    Math.floor(Number(priority) / OF_TYPE) === HOST ? `${before}${Number(priority) - (HOST - PEER_REFLEXIVE + 1) * OF_TYPE}${after}` : whole,
  );

/** More networks than a device has. */
const NETWORKS = 100;

/**
 * Says of candidates after an ICE restart that they are in a network of their own (docs/adr/0015). Chromium keeps its estimate of the bitrate while the `network-id` (an extension
 * attribute of its own) of both ends stays the same, and after an outage it has fallen to 30 kbit/s; on a route to another network it begins anew.
 */
const inNetworksOfTheirOwn = (text: string): string =>
  text.replace(
    /( generation )([0-9]{1,2})( .{0,300}?network-id )([0-9]{1,2})\b/g,
    (_, before: string, generation: string, between: string, id: string) => `${before}${generation}${between}${Number(generation) * NETWORKS + Number(id)}`,
  );

/**
 * The other side's candidates as the browser is to see them.
 *
 * @param text a description, or one candidate
 */
export const forBrowser = (text: string): string => inNetworksOfTheirOwn(hostsUnderReflexive(text));
