/**
 * Where month headings and the line before the future stand among a register's lines.
 * It asks the register for two dates and one line per month, so it stays cheap for a book of any length.
 */

import type { Register } from '@/lib/ledger/ledger';

export type Slot =
  | { readonly kind: 'line'; readonly line: number }
  /** `month` is YYYY-MM. */
  | { readonly kind: 'month'; readonly month: string }
  | { readonly kind: 'future' };

export interface RowLayout {
  readonly count: number;
  slotAt(index: number): Slot;
  /** The slot's index of the register's line with this index. */
  indexOfLine(line: number): number;
}

interface Divider {
  /** The line that it stands before. */
  readonly line: number;
  readonly slot: Slot;
}

type Lines = Pick<Register, 'length' | 'window' | 'firstAfter'>;

export function layOutRows(register: Lines, today: string): RowLayout {
  const dividers = findDividers(register, today);
  return {
    count: register.length + dividers.length,
    slotAt(index) {
      const before = countWhere(dividers, (divider, at) => divider.line + at < index);
      const divider = dividers[before];
      if (divider && divider.line + before === index) return divider.slot;
      return { kind: 'line', line: index - before };
    },
    indexOfLine: (line) => line + countWhere(dividers, (divider) => divider.line <= line),
  };
}

function findDividers(register: Lines, today: string): readonly Divider[] {
  const dividers: Divider[] = [];
  const future = register.firstAfter(today);
  for (let line = 0; line < register.length; ) {
    const month = dateAt(register, line).slice(0, 7);
    dividers.push({ line, slot: { kind: 'month', month } });
    line = Math.max(line + 1, register.firstAfter(`${month}-31`));
  }
  if (future < register.length) {
    const at = countWhere(dividers, (divider) => divider.line < future);
    dividers.splice(at, 0, { line: future, slot: { kind: 'future' } });
  }
  return dividers;
}

function dateAt(register: Lines, line: number): string {
  return register.window(line, line + 1)[0]?.transaction.date ?? '';
}

/** How many of the first dividers satisfy `holds`, which must be true for a first part and false for the rest. */
function countWhere(
  dividers: readonly Divider[],
  holds: (divider: Divider, index: number) => boolean,
): number {
  let low = 0;
  let high = dividers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const divider = dividers[middle];
    if (divider && holds(divider, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
