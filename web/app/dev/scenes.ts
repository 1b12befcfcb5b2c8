import type { CallboxSnapshot, EndReason, LinkPreview, MediaErrorCode } from "@callbox/sdk";
import { fileScenes } from "./fileScenes.ts";
import { person, screen } from "./pictures.ts";
import { call, callElsewhere, conversation, lobby, messages, now, oddNames, participant, people, silence, talking } from "./world.ts";

/** One state of the page. A scene is made when it is played: its pictures are drawn from then on. */
export interface Scene {
  readonly snapshot: CallboxSnapshot;
  /** Whether the person is online by choice; first visits and those who went offline are not. */
  readonly online?: boolean;
  readonly savedName?: string | null;
  readonly path?: string;
  readonly preview?: LinkPreview | "missing";
  readonly panel?: "settings" | "help" | "hang-up" | "move";
  readonly drawer?: "chat" | "diagnostics";
  /** Selectors that are pressed one after the other once the page is there. */
  readonly press?: readonly string[];
  /** The browser refuses to play sound. */
  readonly refusesSound?: boolean;
  readonly hasLog?: boolean;
  /** What follows at the event `scene:next`. */
  readonly next?: CallboxSnapshot;
}

const inCall = (changes: Parameters<typeof call>[0] = {}, snapshot: Partial<CallboxSnapshot> = {}): Scene => ({
  snapshot: { ...lobby, local: talking(true), call: call(changes), ...snapshot },
});

const invited = (state: "invited" | "ringing") => participant(0, { state, link: "new", tracks: { audio: false, camera: false, screen: false } });

const ended = (endReason: EndReason, changes: Parameters<typeof call>[0] = {}): Scene => ({
  snapshot: {
    ...lobby,
    call: call({ phase: "ended", endReason, answeredAt: null, endedAt: now, participants: [participant(0, { state: "left", reason: endReason })], ...changes }),
  },
});

const elsewhere = (changes: Parameters<typeof callElsewhere>[0] = {}, snapshot: Partial<CallboxSnapshot> = {}): Scene => ({
  snapshot: { ...lobby, elsewhere: callElsewhere(changes), ...snapshot },
});

const incoming = (media: "audio" | "video"): Scene => ({
  snapshot: {
    ...lobby,
    call: call({ phase: "ringing", direction: "incoming", media, answeredAt: null, participants: [participant(0, { role: "caller", state: "joined", stream: null, link: "new" })] }),
  },
});

const mediaError = (error: MediaErrorCode): Scene =>
  inCall({}, { local: { ...talking(false), camera: { on: false, error, device: null }, ...(error === "in-use" ? {} : { microphone: { on: false, error, device: null } }) } });

const byLink = (preview: LinkPreview | "missing", snapshot: Partial<CallboxSnapshot> = {}): Scene => ({
  snapshot: { ...lobby, local: talking(true), ...snapshot },
  path: "/l/GardenParty24",
  preview,
});

const linkPreview: LinkPreview = { link: "GardenParty24", media: "video", names: ["林小雨", "Tom Becker"], full: false };

export const scenes = {
  "first-visit": () => ({ snapshot: { ...lobby, signaling: "offline", me: null, people: [], history: [] }, online: false, savedName: null }),
  offline: () => ({ snapshot: { ...lobby, signaling: "offline", me: null, people: [] }, online: false }),
  lobby: () => ({ snapshot: lobby }),
  "lobby-empty": () => ({ snapshot: { ...lobby, people: [], history: [], historyHasMore: false, missed: 0 } }),
  "lobby-odd-names": () => ({ snapshot: { ...lobby, people: oddNames } }),
  "new-link": () => ({ snapshot: lobby, press: [".new-link .button--main"] }),
  unreachable: () => ({ snapshot: { ...lobby, signaling: "reconnecting", signalingSince: now - 12_000, people: [] } }),
  replaced: () => ({ snapshot: { ...lobby, signaling: "replaced" } }),
  refused: () => ({ snapshot: { ...lobby, signaling: "refused" } }),
  adopt: () => ({ snapshot: { ...lobby, signaling: "offline" }, path: `/#/device/${"a".repeat(43)}` }),

  calling: () => inCall({ phase: "calling", answeredAt: null, participants: [invited("invited")] }),
  ringing: () => inCall({ phase: "ringing", answeredAt: null, participants: [invited("ringing")] }),
  incoming: () => incoming("video"),
  "incoming-audio": () => incoming("audio"),
  "call-while-writing": () => ({ ...byLink(linkPreview), next: incoming("video").snapshot }),
  connecting: () => inCall({ phase: "connecting", participants: [participant(0, { link: "connecting", stream: null, quality: null })] }),
  video: () => inCall(),
  "video-portrait": () => inCall({ participants: [participant(1, { stream: person(1, 720, 1280), quality: 2 })] }),
  "video-no-camera": () => inCall({ participants: [participant(0, { tracks: { audio: false, camera: false, screen: false } })] }),
  audio: () => inCall({ media: "audio", participants: [participant(1, { tracks: { audio: true, camera: false, screen: false } })] }, { local: talking(false) }),
  "group-3": () => inCall({ direction: "link", link: "GardenParty24", participants: [participant(0), participant(1)] }),
  "group-6": () => inCall({
    direction: "link",
    link: "GardenParty24",
    participants: [participant(0), participant(1, { quality: 2 }), participant(2, { tracks: { audio: false, camera: false, screen: false } }), participant(3, { quality: 1 }), participant(4)],
  }),
  screen: () => inCall({ participants: [participant(0, { tracks: { audio: true, camera: true, screen: true }, screen: screen() })] }),
  "screen-group": () => inCall({ direction: "link", link: "GardenParty24", participants: [participant(0, { tracks: { audio: true, camera: true, screen: true }, screen: screen() }), participant(1), participant(2)] }),
  sharing: () => inCall({}, { local: { ...talking(true), screenShare: { on: true, error: null, supported: true }, screen: null } }),
  reconnecting: () => inCall({ phase: "reconnecting", participants: [participant(0, { link: "reconnecting", awaySince: now - 7000, quality: 1 })] }),
  "sound-only": () => inCall({ participants: [participant(0, { pictureHeldBy: { me: true, them: true }, quality: 1 })] }),
  "sound-only-from": () => inCall({ participants: [participant(0, { pictureHeldBy: { me: false, them: true }, quality: 1 })] }),
  "sound-only-to": () => inCall({ participants: [participant(0, { pictureHeldBy: { me: true, them: false }, quality: 2 })] }),
  "sound-only-of-some": () =>
    inCall({
      link: "GardenParty24",
      direction: "link",
      participants: [
        participant(0),
        participant(1, { pictureHeldBy: { me: false, them: true }, quality: 1 }),
        participant(2, { pictureHeldBy: { me: true, them: true }, quality: 1 }),
        participant(3, { pictureHeldBy: { me: true, them: false }, quality: 2 }),
      ],
    }),
  "device-away": () => inCall({ phase: "reconnecting", participants: [participant(0, { link: "reconnecting", awaySince: now - 12000, deviceAway: true })] }),
  "signaling-lost": () => inCall({}, { signaling: "reconnecting", signalingSince: now - 9000 }),
  "tap-to-hear": () => ({ ...inCall(), refusesSound: true }),
  "hang-up-question": () => ({ ...inCall(), panel: "hang-up", next: ended("hung-up").snapshot }),

  "move-sheet": () => ({ ...inCall(), panel: "move", press: [".sheet [aria-expanded]"] }),
  elsewhere: () => elsewhere(),
  moved: () => elsewhere({}, { call: ended("replaced").snapshot.call }),
  "link-elsewhere": () => ({ ...byLink(linkPreview, { elsewhere: callElsewhere({ link: "GardenParty24", with: people.slice(0, 4) }) }) }),

  "chat-empty": () => ({ ...inCall(), drawer: "chat" }),
  "chat-alone": () => ({ ...inCall({ direction: "link", link: "GardenParty24", participants: [] }), drawer: "chat" }),
  chat: () => ({ ...inCall({ chat: { messages: conversation, unread: 0 } }), drawer: "chat" }),
  "chat-unread": () => inCall({ chat: { messages: conversation, unread: 3 } }),
  "chat-undelivered": () => ({
    ...inCall({
      phase: "reconnecting",
      participants: [participant(0, { link: "reconnecting", awaySince: now - 7000, quality: 1 })],
      chat: { messages: [...conversation, ...messages({ text: "Are you still there?", to: [[0, false]] })], unread: 0 },
    }),
    drawer: "chat",
  }),
  "chat-group": () => ({
    ...inCall({
      direction: "link",
      link: "GardenParty24",
      participants: [participant(0), participant(1), participant(2, { state: "left" })],
      chat: {
        messages: messages(
          { from: 1, text: "Shall we begin?" },
          { from: 2, text: "I have to leave, see you tomorrow." },
          { text: "See you!", to: [[0, true], [1, true], [2, false]] },
          { from: 0, text: "再见" },
          { text: "Now: who brings the cake?", to: [[0, true], [1, false]] },
        ),
        unread: 0,
      },
    }),
    drawer: "chat",
  }),

  ...fileScenes,

  "ended-with-chat": () => ended("hung-up", { answeredAt: now - 751_000, chat: { messages: conversation, unread: 0 } }),
  "ended-hung-up": () => ended("hung-up", { answeredAt: now - 751_000 }),
  "ended-declined": () => ended("declined"),
  "ended-busy": () => ended("busy"),
  "ended-no-answer": () => ended("no-answer"),
  "ended-cancelled": () => ended("cancelled"),
  "ended-unreachable": () => ended("unreachable"),
  "ended-elsewhere": () => ended("answered-elsewhere", { direction: "incoming" }),
  "ended-missed": () => ended("cancelled", { direction: "incoming", media: "audio" }),
  "ended-lost": () => ended("lost", { answeredAt: now - 61_000 }),
  "ended-failed": () => ended("failed", { answeredAt: now - 20_000 }),
  "ended-replaced": () => ended("replaced", { answeredAt: now - 20_000 }),

  "media-denied": () => mediaError("denied"),
  "media-not-found": () => mediaError("not-found"),
  "media-in-use": () => mediaError("in-use"),
  "media-over-constrained": () => mediaError("over-constrained"),
  "media-insecure-page": () => mediaError("insecure-page"),
  "media-unsupported": () => mediaError("unsupported"),
  "media-aborted": () => mediaError("aborted"),

  link: () => byLink(linkPreview),
  "link-guest": () => ({ ...byLink({ ...linkPreview, names: [] }, { me: { id: "u_guest", name: null }, local: silence }), online: false, savedName: null }),
  "link-denied": () => byLink(linkPreview, { local: { ...silence, camera: { on: false, error: "denied", device: null }, microphone: { on: false, error: "denied", device: null } } }),
  "link-full": () => byLink({ ...linkPreview, full: true }),
  "link-missing": () => byLink("missing"),
  "link-left": () => ({ ...byLink(linkPreview, { call: call({ phase: "ended", endReason: "hung-up", direction: "link", link: "GardenParty24", endedAt: now }) }) }),
  "link-waiting": () => inCall({ direction: "link", link: "GardenParty24", participants: [] }),

  settings: () => ({ snapshot: lobby, panel: "settings" }),
  "settings-preview": () => ({ snapshot: { ...lobby, local: talking(true) }, panel: "settings", press: [".settings__placeholder .button"] }),
  "settings-device": () => ({ snapshot: lobby, panel: "settings", press: [".settings__section .button[aria-expanded]"] }),
  "settings-message-sound": () => ({ ...inCall(), panel: "settings", press: [".switch input"] }),
  "settings-in-call": () => ({ ...inCall(), panel: "settings" }),
  help: () => ({ snapshot: lobby, panel: "help" }),
  diagnostics: () => ({ snapshot: lobby, drawer: "diagnostics", hasLog: true }),
  "diagnostics-in-call": () => ({ ...inCall(), drawer: "diagnostics", hasLog: true }),
} satisfies Record<string, () => Scene>;

export type SceneName = keyof typeof scenes;
