import type { CallboxSnapshot, CallElsewhere, CallSnapshot, ChatMessage, FileTransfer, HistoryEntry, LinkStats, LocalMedia, LogLine, Person, RemoteParticipant } from "@callbox/sdk";
import { person } from "./pictures.ts";

/** The people and things that the scenes are made of. */
export const now = Date.now();
const MINUTE = 60_000;

export const people: readonly Person[] = [
  { id: "u_lin", name: "林小雨", busy: false },
  { id: "u_tom", name: "Tom Becker", busy: false },
  { id: "u_amina", name: "Amina", busy: true },
  { id: "u_dr", name: "Dr. Chen, practice on the second floor", busy: false },
  { id: "u_grandma", name: "奶奶", busy: false },
];

/** Names as somebody could send them: markup, right-to-left, emoji, without spaces. */
export const oddNames: readonly Person[] = [
  { id: "u_1", name: "<img src=x onerror=alert(1)>", busy: false },
  { id: "u_2", name: "أمينة الخالدي", busy: false },
  { id: "u_3", name: "👩‍🚀 Zoë", busy: true },
  { id: "u_4", name: "Donaudampfschifffahrtsgesellschaftskapit", busy: false },
];

export const silence: LocalMedia = {
  stream: null,
  screen: null,
  microphone: { on: false, error: null, device: null },
  camera: { on: false, error: null, device: null },
  screenShare: { on: false, error: null, supported: true },
  speaker: null,
  devices: {
    microphones: [
      { id: "default", label: "Built-in microphone" },
      { id: "m2", label: "USB headset" },
    ],
    cameras: [
      { id: "c1", label: "Integrated camera" },
      { id: "c2", label: "Desk camera HD" },
    ],
    speakers: [
      { id: "default", label: "Built-in speakers" },
      { id: "s2", label: "USB headset" },
    ],
  },
};

export function talking(video: boolean): LocalMedia {
  return {
    ...silence,
    stream: video ? person(2) : null,
    microphone: { on: true, error: null, device: "default" },
    camera: { on: video, error: null, device: "c1" },
  };
}

export function participant(index: number, changes: Partial<RemoteParticipant> = {}): RemoteParticipant {
  const { id, name } = people[index % people.length] as Person;
  const camera = changes.tracks?.camera ?? true;
  return {
    user: { id: index < people.length ? id : `${id}${index}`, name },
    role: "callee",
    state: "joined",
    reason: null,
    link: "connected",
    awaySince: null,
    deviceAway: false,
    tracks: { audio: true, camera, screen: false },
    pictureHeldBy: { me: false, them: false },
    stream: camera && changes.state === undefined ? person(index) : null,
    screen: null,
    quality: 3,
    ...changes,
  };
}

export function call(changes: Partial<CallSnapshot> = {}): CallSnapshot {
  return {
    id: "c_1",
    phase: "active",
    direction: "outgoing",
    media: "video",
    link: null,
    participants: [participant(0)],
    createdAt: now - 5 * MINUTE,
    answeredAt: now - 4.3 * MINUTE,
    endedAt: null,
    endReason: null,
    chat: { messages: [], unread: 0 },
    ...changes,
  };
}

/** The same person's call on another device. */
export function callElsewhere(changes: Partial<CallElsewhere> = {}): CallElsewhere {
  return { id: "c_1", media: "video", link: null, with: [participant(0, { stream: null }).user], answeredAt: now - 4.3 * MINUTE, awaySince: null, ...changes };
}

/** Messages half a minute apart, the last one just now. `to`: who has it and who has not, for one of ours. */
export function messages(...said: readonly { from?: number; text: string; to?: readonly (readonly [index: number, received: boolean])[] }[]): readonly ChatMessage[] {
  const user = (index: number) => ({ id: people[index]?.id ?? "", name: people[index]?.name ?? "" });
  return said.map(({ from, text, to = [[0, true]] }, index) => ({
    id: `m_${index}`,
    from: from === undefined ? null : user(from),
    text,
    at: now - (said.length - index) * 30_000,
    recipients: from === undefined ? to.map(([other, received]) => ({ user: user(other), received })) : [],
  }));
}

/** A chat of two, with all that a message may hold. */
export const conversation = messages(
  { from: 0, text: "你好！听得见吗？" },
  { text: "Loud and clear 🙂" },
  { text: "The plan is at https://example.org/garden/plan?version=3#beds, page 2.\nTell me what you think." },
  { from: 0, text: "<b>Not bold</b>, and not a link either: javascript:alert(1)" },
  { from: 0, text: "مرحبا، هذا من الجيران" },
  { from: 0, text: "看这里：https://example.org/一个没有空格的非常非常长的地址/Donaudampfschifffahrtsgesellschaft/0123456789012345678901234567890123456789" },
  { text: "Thanks, got it." },
);

let transfers = 0;

/** A file from 林小雨, half a minute ago, unless something else is said. */
export function transfer(changes: Partial<FileTransfer> = {}): FileTransfer {
  transfers += 1;
  return {
    id: `f_${transfers}`,
    direction: "incoming",
    with: { id: people[0]?.id ?? "", name: people[0]?.name ?? "" },
    name: "garden plan.pdf",
    sizeBytes: 12_340_000,
    mediaType: "application/pdf",
    preview: null,
    at: now - 30_000,
    state: "offered",
    failure: null,
    pausedBy: { me: false, them: false },
    wantsFile: false,
    senderWantsFile: false,
    wantsPlace: false,
    waiting: false,
    doneBytes: 0,
    rate: null,
    secondsLeft: null,
    ...changes,
  };
}

function past(minutesAgo: number, index: number, changes: Partial<HistoryEntry>): HistoryEntry {
  const createdAt = now - minutesAgo * MINUTE;
  const { id, name } = people[index] as Person;
  return {
    call: `c_past${minutesAgo}`,
    media: "video",
    direction: "incoming",
    with: [{ id, name }],
    createdAt,
    answeredAt: createdAt + 8000,
    endedAt: createdAt + 12.5 * MINUTE,
    reason: "hung-up",
    missed: false,
    ...changes,
  };
}

export const history: readonly HistoryEntry[] = [
  past(42, 4, { missed: true, answeredAt: null, reason: "no-answer" }),
  past(130, 0, { direction: "outgoing" }),
  past(260, 2, { media: "audio", direction: "outgoing", answeredAt: null, reason: "busy" }),
  past(1500, 1, { direction: "link", with: [people[1], people[2]].map((other) => ({ id: other?.id ?? "", name: other?.name ?? "" })) }),
  past(4400, 1, { media: "audio" }),
];

export const lobby: CallboxSnapshot = {
  signaling: "connected",
  signalingSince: now - 10 * MINUTE,
  me: { id: "u_me", name: "Ann" },
  people,
  call: null,
  elsewhere: null,
  local: silence,
  history,
  historyHasMore: true,
  missed: 1,
  files: [],
};

export const log: readonly LogLine[] = [
  { time: now - 9000, level: "info", text: "signaling: connecting" },
  { time: now - 8900, level: "success", text: "signaling: connected" },
  { time: now - 7000, level: "info", text: "call c_1: inviting u_lin" },
  { time: now - 5200, level: "info", text: "call c_1: ringing" },
  { time: now - 3100, level: "success", text: "call c_1: answered" },
  { time: now - 3000, level: "info", text: "link u_lin: offer sent, gathering" },
  { time: now - 2900, level: "warning", text: "link u_lin: candidate pair host/host failed, trying srflx" },
  { time: now - 2800, level: "success", text: "link u_lin: connected by host over udp" },
  { time: now - 900, level: "error", text: "camera: NotReadableError" },
];

export function sample(user: string, second: number): LinkStats {
  const wave = Math.sin(second / 6);
  return {
    user,
    time: now - (90 - second) * 1000,
    sendBitrate: 1_900_000 + wave * 260_000,
    receiveBitrate: second < 8 ? second * 300_000 : 2_400_000 - wave * 180_000,
    receiveLoss: second > 40 && second < 48 ? 0.034 : 0.001,
    sendLoss: 0,
    roundTripMs: 24 + wave * 6,
    jitterMs: 4 + wave,
    soundMadeUp: 0,
    audioLevel: 0.08,
    framesDecoded: second * 30,
    framesPerSecond: 29 + Math.round(wave),
    width: 1280,
    height: 720,
    sentWidth: 1280,
    sentHeight: 720,
    videoCodec: "VP8",
    audioCodec: "opus",
    route: { local: "relay", remote: "srflx", protocol: "udp", relayProtocol: "tls" },
    availableSendBitrate: 3_200_000,
  };
}
