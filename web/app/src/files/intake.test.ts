import { expect, test } from "vitest";
import { filesOfDrop, filesOfPaste, hasFiles } from "./intake.ts";

interface Dropped {
  readonly kind: "file" | "string";
  readonly file?: File;
  readonly isDirectory?: boolean;
}

/** As much of a `DataTransfer` as is read of it; Node has none. */
function dropped(...items: readonly Dropped[]): DataTransfer {
  const list = items.map(({ kind, file = null, isDirectory }) => ({ kind, getAsFile: () => file, webkitGetAsEntry: () => (isDirectory === undefined ? null : { isDirectory }) }));
  return { items: list, files: items.flatMap(({ file }) => (file === undefined ? [] : [file])) } as unknown as DataTransfer;
}

const pasted = (types: readonly string[], ...files: readonly File[]) => ({ types, files }) as unknown as DataTransfer;

const plan = new File(["plan"], "plan.pdf");
const picture = new File(["dots"], "image.png", { type: "image/png" });
const now = new Date(2026, 10, 27, 9, 5, 7).getTime();

test("a drop gives its files, and tells of folders", () => {
  expect(filesOfDrop(dropped({ kind: "file", file: plan, isDirectory: false }, { kind: "file", file: new File([], "folder"), isDirectory: true }))).toEqual({ files: [plan], folders: true });
});

test("a dropped text is no file", () => {
  expect(filesOfDrop(dropped({ kind: "string" }))).toEqual({ files: [], folders: false });
  expect(hasFiles(pasted(["text/plain"]))).toBe(false);
  expect(hasFiles(null)).toBe(false);
});

test("where one writes, a text comes before the files beside it", () => {
  expect(filesOfPaste(pasted(["Files", "text/plain"], plan), true, now)).toEqual([]);
  expect(filesOfPaste(pasted(["Files", "text/plain"], plan), false, now)).toEqual([plan]);
  expect(filesOfPaste(pasted(["Files", "text/html"], plan), true, now)).toEqual([plan]);
});

test("a copied picture is named after the time, other files keep their names", () => {
  const [first, second] = filesOfPaste(pasted(["Files"], picture, plan), false, now);
  expect(first?.name).toBe("Pasted image 2026-11-27 09.05.07.png");
  expect(first?.type).toBe("image/png");
  expect(second).toBe(plan);
});
