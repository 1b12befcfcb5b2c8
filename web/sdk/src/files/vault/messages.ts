import type { Chunk, ChunkRange, VaultEntry, VaultErrorCode } from "../Vault.ts";

/** What the page asks of the worker that keeps files, by method: the arguments, and the result. */
export interface VaultMethods {
  room: [args: readonly [], result: number];
  open: [args: readonly [id: string, sizeBytes: number, place: FileSystemFileHandle | null], result: readonly ChunkRange[]];
  write: [args: readonly [id: string, index: number, data: ArrayBuffer, digest: Uint8Array], result: null];
  finish: [args: readonly [id: string, digest: Uint8Array], result: null];
  file: [args: readonly [id: string], result: File];
  close: [args: readonly [id: string], result: null];
  remove: [args: readonly [id: string], result: null];
  list: [args: readonly [], result: readonly VaultEntry[]];
}

/** What it asks of the worker that reads files. */
export interface ReaderMethods {
  read: [args: readonly [file: File, index: number], result: Chunk];
}

type Methods = VaultMethods | ReaderMethods;

export interface Question {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Answer = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: VaultErrorCode };

export type MethodsOf<M extends Methods> = { readonly [K in keyof M]: M[K] extends [infer A extends readonly unknown[], infer R] ? (...args: A) => R | Promise<R> : never };
