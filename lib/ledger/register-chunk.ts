/**
 * A run of up to a few hundred consecutive register lines in columns, with balances relative to its start.
 * It does not know its neighbors, nor the balance before its first line.
 */

/** What a line is sorted by, and found again by: date, then `order` (any finite number), then id. */
export interface LineKey {
  readonly date: string;
  readonly order: number;
  readonly id: string;
}

/** One line of an account; `amount` in minor units. */
export interface RegisterEntry extends LineKey {
  readonly amount: number;
}

/** Columns instead of objects: 40 bytes a line, the strings being those of the records themselves. */
export interface Chunk {
  readonly dates: string[];
  readonly orders: number[];
  readonly ids: string[];
  readonly amounts: number[];
  /** After each line, from the chunk's start; only the first `known` are right. */
  readonly balances: number[];
  known: number;
  sum: number;
}

/** From the lines `from` to `to`, which are in their order. */
export function createChunk(entries: readonly RegisterEntry[], from = 0, to = entries.length): Chunk {
  const size = to - from;
  const dates: string[] = new Array(size);
  const orders: number[] = new Array(size);
  const ids: string[] = new Array(size);
  const amounts: number[] = new Array(size);
  let sum = 0;
  for (let at = 0; at < size; at += 1) {
    const { date, order, id, amount } = entries[from + at] as RegisterEntry;
    dates[at] = date;
    orders[at] = order;
    ids[at] = id;
    amounts[at] = amount;
    sum += amount;
  }
  return { dates, orders, ids, amounts, balances: new Array(size).fill(0), known: 0, sum };
}

/** Negative if the line at `at` comes before the key, 0 if it is that line. */
export function compareAt(chunk: Chunk, at: number, key: LineKey): number {
  const date = chunk.dates[at] ?? '';
  if (date !== key.date) return date < key.date ? -1 : 1;
  const order = chunk.orders[at] ?? 0;
  if (order !== key.order) return order - key.order;
  const id = chunk.ids[at] ?? '';
  if (id === key.id) return 0;
  return id < key.id ? -1 : 1;
}

/** Where the key stands, or would: the first line that does not come before it. */
export function placeOf(chunk: Chunk, key: LineKey): number {
  return firstNot(chunk.ids.length, (at) => compareAt(chunk, at, key) < 0);
}

export function insertAt(chunk: Chunk, at: number, entry: RegisterEntry): void {
  chunk.dates.splice(at, 0, entry.date);
  chunk.orders.splice(at, 0, entry.order);
  chunk.ids.splice(at, 0, entry.id);
  chunk.amounts.splice(at, 0, entry.amount);
  chunk.balances.splice(at, 0, 0);
  chunk.sum += entry.amount;
  chunk.known = Math.min(chunk.known, at);
}

export function removeAt(chunk: Chunk, at: number): void {
  chunk.sum -= chunk.amounts[at] ?? 0;
  for (const column of [chunk.dates, chunk.orders, chunk.ids, chunk.amounts, chunk.balances]) {
    column.splice(at, 1);
  }
  chunk.known = Math.min(chunk.known, at);
}

export function changeAmountAt(chunk: Chunk, at: number, amount: number): void {
  chunk.sum += amount - (chunk.amounts[at] ?? 0);
  chunk.amounts[at] = amount;
  chunk.known = Math.min(chunk.known, at);
}

/** Cuts the chunk in two and returns the second half. */
export function split(chunk: Chunk): Chunk {
  const at = chunk.ids.length >> 1;
  const amounts = chunk.amounts.splice(at);
  const sum = amounts.reduce((before, amount) => before + amount, 0);
  chunk.sum -= sum;
  chunk.known = Math.min(chunk.known, at);
  return {
    dates: chunk.dates.splice(at),
    orders: chunk.orders.splice(at),
    ids: chunk.ids.splice(at),
    amounts,
    balances: chunk.balances.splice(at),
    known: 0,
    sum,
  };
}

/** Makes the balances up to the line at `last` right; returns how many had to be computed. */
export function settleBalances(chunk: Chunk, last: number): number {
  const from = chunk.known;
  if (last < from) return 0;
  let balance = chunk.balances[from - 1] ?? 0;
  for (let at = from; at <= last; at += 1) {
    balance += chunk.amounts[at] ?? 0;
    chunk.balances[at] = balance;
  }
  chunk.known = last + 1;
  return chunk.known - from;
}

/** The first of `length` places at which `before` no longer holds; it must hold for a prefix. */
export function firstNot(length: number, before: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
