import { VaultError } from "../Vault.ts";
import type { Answer, Question } from "./messages.ts";

/** The part of a dedicated worker's global scope that is used (the page's types are compiled with it). */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(answer: Answer, transfer: readonly Transferable[]): void;
}

/** Answers the page's questions, each when it is ready. Buffers of a result are given away. */
export function answering(methods: Readonly<Record<string, (...args: never[]) => unknown>>): void {
  const scope = globalThis as unknown as WorkerScope;
  const answer = async ({ id, method, args }: Question): Promise<void> => {
    try {
      const result: unknown = await methods[method]?.(...(args as never[]));
      scope.postMessage({ id, result: result ?? null }, transferable(result));
    } catch (error) {
      scope.postMessage({ id, error: codeOf(error) }, []);
    }
  };
  scope.onmessage = ({ data }) => void answer(data);
}

const codeOf = (error: unknown): VaultError["code"] => {
  if (error instanceof VaultError) return error.code;
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "no-space" : "storage";
};

const transferable = (result: unknown): Transferable[] =>
  typeof result === "object" && result !== null && "data" in result && result.data instanceof ArrayBuffer ? [result.data] : [];
