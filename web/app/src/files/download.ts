/** The browser reads what it downloads from a blob until it has it all; how long that takes nobody says. An address costs nothing meanwhile. */
const KEPT_MS = 10 * 60_000;

/** Gives a file to the browser's downloads. */
export function download(file: File, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
