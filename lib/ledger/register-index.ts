/**
 * The order and running balances of one account's lines, kept up to date line by line.
 * It does not know records: a line is a date, an order, an id and an amount, and is found again by its key.
 */
import {
  type Chunk,
  changeAmountAt,
  compareAt,
  createChunk,
  firstNot,
  insertAt,
  type LineKey,
  placeOf,
  type RegisterEntry,
  removeAt,
  settleBalances,
  split,
} from './register-chunk';

export type { RegisterEntry } from './register-chunk';
export type { RegisterIndex };

/** A line's id and the balance after it, in minor units, without the account's opening balance. */
export interface RegisterPosition {
  readonly id: string;
  readonly balance: number;
}

/** Where a line is: in which chunk, and where in it. */
interface Place {
  readonly which: number;
  readonly chunk: Chunk;
  readonly at: number;
}

/** At 100,000 lines about 260 chunks: a change computes at most one chunk's balances and one sum per chunk. */
const fullChunk = 512;
const loadedChunk = 384;

/**
 * Balances are kept relative to their chunk, and each chunk's first position and opening balance in two small
 * columns, so that a line that arrives in front moves a few hundred numbers and not all of them. Both are
 * computed when they are next read, so that a batch of changes costs one computation.
 */
class RegisterIndex {
  readonly #chunks: Chunk[] = [];
  /** The position of each chunk's first line; right for the first `#placed` chunks. */
  readonly #starts: number[] = [];
  /** The balance before each chunk's first line; right for the first `#placed` chunks. */
  readonly #openings: number[] = [];
  #placed = 0;
  #length = 0;
  #total = 0;
  #recomputed = 0;

  get length(): number {
    return this.#length;
  }

  /** Sum of all amounts, in minor units, without the account's opening balance. */
  get total(): number {
    return this.#total;
  }

  /** How many balances were computed so far, of lines and of whole chunks: what changes have cost. */
  get recomputed(): number {
    return this.#recomputed;
  }

  /** Replaces everything by these lines, in any order, each id once. */
  load(entries: readonly RegisterEntry[]): void {
    const sorted = sortEntries(entries);
    this.#chunks.length = 0;
    this.#placed = 0;
    this.#length = sorted.length;
    this.#total = 0;
    for (let at = 0; at < sorted.length; at += loadedChunk) {
      const chunk = createChunk(sorted, at, Math.min(at + loadedChunk, sorted.length));
      this.#total += chunk.sum;
      this.#chunks.push(chunk);
    }
  }

  /** Throws if a line with this key is there already. */
  insert(entry: RegisterEntry): void {
    if (this.#chunks.length === 0) this.#chunks.push(createChunk([]));
    const { which, chunk, at } = this.#placeFor(entry);
    if (holds(chunk, at, entry)) throw new Error(`The line ${entry.id} is in the register already.`);
    insertAt(chunk, at, entry);
    this.#length += 1;
    this.#total += entry.amount;
    if (chunk.ids.length > fullChunk) this.#chunks.splice(which + 1, 0, split(chunk));
    this.#unplaceAfter(which);
  }

  /** False if there is no such line. */
  remove(key: LineKey): boolean {
    const found = this.#find(key);
    if (!found) return false;
    const { which, chunk, at } = found;
    this.#length -= 1;
    this.#total -= chunk.amounts[at] ?? 0;
    removeAt(chunk, at);
    this.#unplaceAfter(which);
    if (chunk.ids.length === 0) {
      this.#chunks.splice(which, 1);
      this.#unplaceAfter(which - 1);
    }
    return true;
  }

  /** Moves the line or changes its amount, or both. False, and nothing changed, if there is no `before`. */
  change(before: LineKey, after: RegisterEntry): boolean {
    const found = this.#find(before);
    if (!found) return false;
    const { which, chunk, at } = found;
    if (compareAt(chunk, at, after) === 0) {
      if (chunk.amounts[at] === after.amount) return true;
      this.#total += after.amount - (chunk.amounts[at] ?? 0);
      changeAmountAt(chunk, at, after.amount);
      this.#unplaceAfter(which);
      return true;
    }
    this.remove(before);
    this.insert(after);
    return true;
  }

  /** The id at a position, or null if there is none. */
  at(index: number): string | null {
    if (index < 0 || index >= this.#length) return null;
    const which = this.#chunkAt(index);
    return this.#chunks[which]?.ids[index - (this.#starts[which] ?? 0)] ?? null;
  }

  /** The position of a line, or -1. */
  indexOf(key: LineKey): number {
    const found = this.#find(key);
    return found ? this.#startOf(found.which) + found.at : -1;
  }

  /** The position of the first line dated later than `date`; the length if there is none. */
  firstAfter(date: string): number {
    const which = firstNot(this.#chunks.length, (at) => (this.#chunks[at]?.dates.at(-1) ?? '') <= date);
    const chunk = this.#chunks[which];
    if (!chunk) return this.#length;
    return this.#startOf(which) + firstNot(chunk.ids.length, (at) => (chunk.dates[at] ?? '') <= date);
  }

  /** The lines from `from` up to but not including `to`, cut to what is there. Reads no others. */
  window(from: number, to: number): RegisterPosition[] {
    const lines: RegisterPosition[] = [];
    const end = Math.min(to, this.#length);
    let index = Math.max(from, 0);
    for (let which = this.#chunkAt(index); index < end; which += 1) {
      const chunk = this.#chunks[which];
      if (!chunk) break;
      const start = this.#starts[which] ?? 0;
      const opening = this.#openings[which] ?? 0;
      const stop = Math.min(chunk.ids.length, end - start);
      this.#recomputed += settleBalances(chunk, stop - 1);
      for (let at = index - start; at < stop; at += 1, index += 1) {
        lines.push({ id: chunk.ids[at] ?? '', balance: opening + (chunk.balances[at] ?? 0) });
      }
    }
    return lines;
  }

  /** Where the key is or would go: in the first chunk that does not end before it, else in the last. */
  #placeFor(key: LineKey): Place {
    const found = firstNot(this.#chunks.length, (at) => {
      const chunk = this.#chunks[at];
      return chunk !== undefined && compareAt(chunk, chunk.ids.length - 1, key) < 0;
    });
    const which = Math.min(found, this.#chunks.length - 1);
    const chunk = this.#chunks[which];
    if (!chunk) throw new Error('A place was asked for in a register without chunks.');
    return { which, chunk, at: placeOf(chunk, key) };
  }

  #find(key: LineKey): Place | null {
    if (this.#chunks.length === 0) return null;
    const place = this.#placeFor(key);
    return holds(place.chunk, place.at, key) ? place : null;
  }

  /** After a change in chunk `which`, those behind it start elsewhere. */
  #unplaceAfter(which: number): void {
    this.#placed = Math.min(this.#placed, which + 1);
  }

  #startOf(which: number): number {
    this.#placeChunks();
    return this.#starts[which] ?? 0;
  }

  #chunkAt(index: number): number {
    this.#placeChunks();
    return firstNot(this.#chunks.length, (at) => (this.#starts[at] ?? 0) <= index) - 1;
  }

  #placeChunks(): void {
    for (; this.#placed < this.#chunks.length; this.#placed += 1) {
      const before = this.#placed - 1;
      const chunk = this.#chunks[before];
      this.#starts[this.#placed] = (this.#starts[before] ?? 0) + (chunk?.ids.length ?? 0);
      this.#openings[this.#placed] = (this.#openings[before] ?? 0) + (chunk?.sum ?? 0);
      this.#recomputed += 1;
    }
  }
}

/** An empty index. */
export const createRegisterIndex = (): RegisterIndex => new RegisterIndex();

function holds(chunk: Chunk, at: number, key: LineKey): boolean {
  return at < chunk.ids.length && compareAt(chunk, at, key) === 0;
}

/** By day first and then within each day: a book has a hundred times fewer days than lines. */
function sortEntries(entries: readonly RegisterEntry[]): RegisterEntry[] {
  const days = new Map<string, RegisterEntry[]>();
  for (const entry of entries) {
    const day = days.get(entry.date);
    if (day) day.push(entry);
    else days.set(entry.date, [entry]);
  }
  const sorted: RegisterEntry[] = [];
  for (const date of [...days.keys()].sort()) {
    const day = days.get(date) ?? [];
    if (!isSorted(day)) day.sort(withinDay);
    for (const entry of day) sorted.push(entry);
  }
  return sorted;
}

/** Most days are written in their order; asking is a third of the cost of sorting. */
function isSorted(day: readonly RegisterEntry[]): boolean {
  for (let at = 1; at < day.length; at += 1) {
    if (withinDay(day[at - 1] as RegisterEntry, day[at] as RegisterEntry) > 0) return false;
  }
  return true;
}

function withinDay(a: RegisterEntry, b: RegisterEntry): number {
  if (a.order !== b.order) return a.order - b.order;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
