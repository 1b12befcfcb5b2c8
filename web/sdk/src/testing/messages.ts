import type { CallView, ParticipantView } from "../signaling/views.ts";

/** Messages of a server, as short as a test wants to say them. */

export const SERVER_NOW = 1_790_000_000_000;

export const welcome = (fields: { id: unknown } & Partial<Record<string, unknown>>): object => ({
  type: "welcome",
  user: { id: "u_ann", name: "Ann" },
  device: "d_1",
  session: { resumed: false, token: "t1", graceMs: 30_000 },
  now: SERVER_NOW,
  people: [{ id: "u_bob", name: "Bob", busy: false }],
  call: null,
  missed: 0,
  iceServers: [],
  iceExpiresAt: null,
  iceCall: null,
  limits: { frameBytes: 65_536, participants: 6, ringMs: 45_000 },
  ...fields,
});

export const resumed = (id: unknown, token = "t2"): object =>
  welcome({ id, session: { resumed: true, token, graceMs: 30_000 }, people: undefined, call: undefined, missed: undefined });

const participant = (id: string, role: ParticipantView["role"], state: ParticipantView["state"]): ParticipantView => ({
  user: { id: `u_${id}`, name: id === "ann" ? "Ann" : id === "bob" ? "Bob" : "Cy" },
  role,
  state,
  reason: null,
  awaySince: null,
  tracks: { audio: state === "joined", camera: state === "joined", screen: false },
});

interface ViewFields extends Partial<Omit<CallView, "participants" | "you">> {
  readonly caller?: "ann" | "bob";
  readonly callee?: ParticipantView["state"];
  readonly you?: Partial<CallView["you"]>;
  readonly participants?: readonly ParticipantView[];
}

/** Ann's view of a call: she is the caller or, with `caller: "bob"`, the callee. */
export function view({ caller = "ann", callee = "ringing", you = {}, ...fields }: ViewFields = {}): CallView {
  const other = caller === "ann" ? "bob" : "ann";
  const mine = caller === "ann" ? "joined" : callee;
  return {
    id: "c_1",
    version: 1,
    media: "video",
    link: null,
    createdAt: SERVER_NOW,
    answeredAt: callee === "joined" ? SERVER_NOW : null,
    endedAt: null,
    endReason: null,
    ringEndsAt: null,
    participants: [participant(caller, "caller", "joined"), participant(other, "callee", callee)],
    ...fields,
    you: { user: "u_ann", state: mine, here: mine === "joined", ...you },
  };
}

/** A call of a link with these people in it, in the order in which they came. */
export const linkView = (...joined: readonly string[]): CallView =>
  view({
    link: "l_1",
    participants: joined.map((id) => participant(id, "guest", "joined")),
    you: { state: "joined", here: true },
  });

export const OFFER_SDP = [
  "v=0",
  "s=ice:0",
  "m=audio 9 UDP/TLS/RTP/SAVPF 96",
  "a=mid:0",
  "a=ice-ufrag:callers",
  "a=candidate:1 1 udp 1 198.51.100.7 9 typ host",
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "a=mid:1",
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "a=mid:2",
  "",
].join("\r\n");

export const CANDIDATE = {
  candidate: "candidate:2 1 udp 1 198.51.100.8 9 typ host",
  sdpMid: "0",
  sdpMLineIndex: 0,
  usernameFragment: null,
};
