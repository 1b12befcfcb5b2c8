/** Installing the worker, and the browser's own question whether it may download: nobody waits longer for a button. */
const BEGIN_MS = 15_000;

/** Rejects when a step of the begin of a download takes too long. */
export function inTime<T>(step: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("the browser did not begin the download")), BEGIN_MS));
  return Promise.race([step, late]);
}
