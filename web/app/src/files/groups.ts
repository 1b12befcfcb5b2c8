import type { FileTransfer } from "@callbox/sdk";

/** One file that was offered to several people at once is shown once, with a line for each of them. */
export type Group = readonly [FileTransfer, ...FileTransfer[]];

/** Offered within this time of each other, files of the same name and size are the same. */
const AT_ONCE_MS = 2_000;

/** The last offered first: what one has just done, or has to answer, is in sight. Files that were offered together keep their order. */
export function groupsOf(files: readonly FileTransfer[]): readonly Group[] {
  const groups: [FileTransfer, ...FileTransfer[]][] = [];
  for (const transfer of files) {
    const group = groups.find(([first, ...others]) => isSame(first, transfer) && ![first, ...others].some((other) => other.with.id === transfer.with.id));
    if (group === undefined) groups.push([transfer]);
    else group.push(transfer);
  }
  const batches: Group[][] = [];
  for (const group of groups) {
    const last = batches.at(-1);
    const before = last?.at(-1)?.[0];
    if (last !== undefined && before?.direction === group[0].direction && group[0].at - before.at < AT_ONCE_MS) last.push(group);
    else batches.push([group]);
  }
  return batches.reverse().flat();
}

function isSame(one: FileTransfer, other: FileTransfer): boolean {
  return one.direction === "outgoing" && other.direction === "outgoing" && one.name === other.name && one.sizeBytes === other.sizeBytes && Math.abs(one.at - other.at) < AT_ONCE_MS;
}
