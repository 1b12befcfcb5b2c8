import type { CallboxSnapshot, FileTransfer } from "@callbox/sdk";
import { preview } from "./pictures.ts";
import type { Scene } from "./scenes.ts";
import { call, conversation, lobby, now, participant, people, talking, transfer } from "./world.ts";

const inCall = (files: readonly FileTransfer[], changes: Parameters<typeof call>[0] = {}): CallboxSnapshot => ({ ...lobby, local: talking(true), call: call(changes), files });
const open = (files: readonly FileTransfer[], changes?: Parameters<typeof call>[0]): Scene => ({ snapshot: inCall(files, changes), drawer: "chat" });
const photograph = (changes: Partial<FileTransfer> = {}): FileTransfer => transfer({ name: "sunset over the hills.jpg", sizeBytes: 4_210_000, mediaType: "image/jpeg", preview: preview(), ...changes });
const user = (index: number) => ({ id: people[index]?.id ?? "", name: people[index]?.name ?? "" });

/** One in each state that there is. */
const all = (): readonly FileTransfer[] => [
  transfer({ name: "declined by them.zip", direction: "outgoing", state: "declined", at: now - 900_000 }),
  transfer({ name: "declined by me.zip", state: "declined", at: now - 880_000 }),
  transfer({ name: "cancelled.txt", state: "cancelled", sizeBytes: 812, at: now - 860_000 }),
  ...(["no-space", "storage", "source-gone", "source-changed", "corrupt", "protocol"] as const).flatMap((failure, index) => [
    transfer({ name: `${failure}.bin`, state: "failed", failure, at: now - 800_000 + index * 20_000 }),
    transfer({ name: `${failure} sent.bin`, direction: "outgoing", state: "failed", failure, at: now - 790_000 + index * 20_000 }),
  ]),
  transfer({ name: "sent.mp3", direction: "outgoing", state: "saved", doneBytes: 12_340_000, at: now - 600_000 }),
  photograph({ state: "saved", doneBytes: 4_210_000, at: now - 580_000 }),
  transfer({ name: "checking.iso", state: "verifying", sizeBytes: 4_700_000_000, doneBytes: 4_700_000_000, at: now - 560_000 }),
  transfer({ name: "paused by them.mov", state: "paused", pausedBy: { me: false, them: true }, sizeBytes: 900_000_000, doneBytes: 300_000_000, at: now - 540_000 }),
  transfer({ name: "paused by both.mov", state: "paused", pausedBy: { me: true, them: true }, sizeBytes: 900_000_000, doneBytes: 300_000_000, at: now - 520_000 }),
  transfer({ name: "paused by me.mov", state: "paused", pausedBy: { me: true, them: false }, sizeBytes: 900_000_000, doneBytes: 300_000_000, at: now - 500_000 }),
  transfer({ name: "waiting.mov", state: "receiving", waiting: true, sizeBytes: 900_000_000, doneBytes: 300_000_000, at: now - 480_000 }),
  transfer({ name: "forgotten by them.mov", state: "receiving", senderWantsFile: true, sizeBytes: 900_000_000, doneBytes: 300_000_000, at: now - 460_000 }),
  transfer({ name: "starting.mov", state: "receiving", sizeBytes: 900_000_000, at: now - 440_000 }),
  transfer({ name: "holiday.mov", state: "receiving", sizeBytes: 200_000_000, doneBytes: 12_300_000, rate: 8_100_000, secondsLeft: 23.2, at: now - 420_000 }),
  transfer({ name: "backup.tar", direction: "outgoing", state: "sending", sizeBytes: 94_000_000_000, doneBytes: 51_000_000_000, rate: 5_700_000, secondsLeft: 7_540, at: now - 400_000 }),
  photograph({ name: "offered.jpg", direction: "outgoing", at: now - 380_000 }),
  transfer({ at: now - 60_000 }),
  photograph({ at: now - 30_000 }),
];

export const fileScenes = {
  "file-offered": () => ({ snapshot: inCall([]), next: inCall([photograph()]) }),
  "file-notice": () => ({ snapshot: inCall([transfer({ name: "from another call.pdf", with: user(1), waiting: true }), photograph()]) }),
  "file-notice-several": () => ({ snapshot: inCall([photograph(), transfer(), transfer({ name: "shared.zip" })]) }),
  "file-offered-open": () => open([photograph()], { chat: { messages: conversation, unread: 0 } }),
  "files-all": () => open(all(), { chat: { messages: conversation, unread: 0 } }),
  "files-moving": () => open(all().filter(({ state }) => state === "receiving" || state === "sending" || state === "paused")),
  "files-over": () => open(all().filter(({ state }) => state === "saved" || state === "declined" || state === "cancelled")),
  "files-failed": () => open(all().filter(({ state }) => state === "failed").slice(0, 6)),
  "files-wants-file": () => open([transfer({ name: "backup.tar", direction: "outgoing", state: "sending", wantsFile: true, sizeBytes: 11, doneBytes: 5 })]),
  "files-wants-place": () => open([transfer({ name: "disk image.iso", sizeBytes: 94_000_000_000, wantsPlace: true })]),
  "file-notice-large": () => ({ snapshot: inCall([transfer({ name: "holiday.mov", sizeBytes: 5_000_000_000 })]) }),
  "file-large": () => open([transfer({ name: "holiday.mov", sizeBytes: 5_000_000_000 })]),
  "files-odd-names": () =>
    open([
      transfer({ name: "<img src=x onerror=alert(1)>.html", with: { id: user(0).id, name: "<b>bold</b>" } }),
      transfer({ name: `${"Donaudampfschifffahrtsgesellschaft".repeat(6)}.pdf`, state: "saved" }),
      transfer({ name: "العقد النهائي.pdf", state: "receiving", sizeBytes: 9_000_000, doneBytes: 4_000_000, rate: 1_000_000, secondsLeft: 5 }),
      transfer({ name: "一份名字非常非常非常非常非常非常非常非常非常非常非常非常非常非常长的文件.docx", direction: "outgoing" }),
    ]),
  "files-group": () =>
    open(
      [
        transfer({ name: "agenda.pdf", direction: "outgoing", with: user(0), state: "saved", doneBytes: 12_340_000 }),
        transfer({ name: "agenda.pdf", direction: "outgoing", with: user(1), state: "sending", doneBytes: 6_100_000, rate: 900_000, secondsLeft: 7 }),
        photograph({ direction: "outgoing", with: user(0), state: "declined", at: now - 20_000 }),
        photograph({ direction: "outgoing", with: user(1), at: now - 20_000 }),
        transfer({ name: "notes.txt", with: user(1), sizeBytes: 2_300, at: now - 10_000 }),
      ],
      { direction: "link", link: "GardenParty24", participants: [participant(0), participant(1)] },
    ),
  "files-hang-up-question": () => ({ snapshot: inCall([transfer({ state: "receiving", sizeBytes: 200_000_000, doneBytes: 90_000_000 })]), panel: "hang-up" }),
  "ended-with-files": () => ({
    snapshot: {
      ...lobby,
      call: call({ phase: "ended", endReason: "hung-up", endedAt: now, participants: [participant(0, { state: "left", reason: "hung-up" })] }),
      files: [
        photograph({ state: "saved", doneBytes: 4_210_000, at: now - 200_000 }),
        transfer({ name: "holiday.mov", state: "receiving", waiting: true, sizeBytes: 200_000_000, doneBytes: 90_000_000 }),
        transfer({ name: "backup.tar", direction: "outgoing", state: "sending", waiting: true, sizeBytes: 940_000_000, doneBytes: 510_000_000, at: now - 10_000 }),
      ],
    },
  }),
} satisfies Record<string, () => Scene>;
