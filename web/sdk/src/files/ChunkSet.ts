import type { ChunkRange } from "./Vault.ts";

/** A set of chunks of one file, a bit each. */
export class ChunkSet {
  readonly #bits: Uint8Array;
  #size = 0;
  /** No chunk below it is missing. */
  #firstMissing = 0;

  constructor(readonly capacity: number) {
    this.#bits = new Uint8Array(Math.ceil(capacity / 8));
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size === this.capacity;
  }

  has(index: number): boolean {
    return ((this.#bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }

  /** Whether it is new. What is outside of the file is not taken. */
  add(index: number): boolean {
    if (!Number.isInteger(index) || index < 0 || index >= this.capacity || this.has(index)) return false;
    this.#set(index, true);
    this.#size += 1;
    return true;
  }

  remove(index: number): boolean {
    if (!this.has(index)) return false;
    this.#set(index, false);
    this.#size -= 1;
    this.#firstMissing = Math.min(this.#firstMissing, index);
    return true;
  }

  addRange([from, to]: ChunkRange): void {
    for (let index = from; index < Math.min(to, this.capacity); index++) this.add(index);
  }

  clear(): void {
    this.#bits.fill(0);
    this.#size = 0;
    this.#firstMissing = 0;
  }

  /** The lowest chunk of it at or behind `from`, or null. */
  next(from = 0): number | null {
    for (let index = from; index < this.capacity; index++) {
      if ((index & 7) === 0 && this.#bits[index >> 3] === 0) index += 7;
      else if (this.has(index)) return index;
    }
    return null;
  }

  /** What is not in it, as runs in order. */
  missing(): ChunkRange[] {
    const ranges: ChunkRange[] = [];
    let from = -1;
    for (let index = this.#firstMissing; index < this.capacity; index++) {
      if (this.has(index) === (from < 0)) continue;
      if (from < 0) from = index;
      else {
        ranges.push([from, index]);
        from = -1;
      }
    }
    if (from >= 0) ranges.push([from, this.capacity]);
    this.#firstMissing = ranges[0]?.[0] ?? this.capacity;
    return ranges;
  }

  #set(index: number, on: boolean): void {
    const byte = index >> 3;
    const bit = 1 << (index & 7);
    this.#bits[byte] = on ? (this.#bits[byte] ?? 0) | bit : (this.#bits[byte] ?? 0) & ~bit;
  }
}
