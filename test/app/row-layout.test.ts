import { describe, expect, it } from 'vitest';
import { layOutRows, type RowLayout } from '@/app/book/register/row-layout';
import type { Register } from '@/lib/ledger/ledger';
import { createDice } from '../random';

function registerOf(dates: readonly string[]): {
  register: Pick<Register, 'length' | 'window' | 'firstAfter'>;
  reads(): number;
} {
  let reads = 0;
  const lines = dates.map((date, index) => ({
    transaction: {
      id: String(index),
      date,
      account: 'a',
      amount: 1,
      payee: '',
      memo: '',
      category: null,
      number: '',
      cleared: false,
      deleted: false,
    },
    balance: 0,
    conflicted: false,
  }));
  return {
    reads: () => reads,
    register: {
      length: lines.length,
      window(from, to) {
        reads += to - from;
        return lines.slice(from, to);
      },
      firstAfter(date) {
        const at = dates.findIndex((one) => one > date);
        return at < 0 ? dates.length : at;
      },
    },
  };
}

const print = (layout: RowLayout, dates: readonly string[]): string[] =>
  Array.from({ length: layout.count }, (_, index) => {
    const slot = layout.slotAt(index);
    if (slot.kind === 'line') return dates[slot.line] ?? '?';
    return slot.kind === 'month' ? `# ${slot.month}` : '- - -';
  });

describe('the rows of a register', () => {
  it('heads each month that has lines, and draws the future off', () => {
    const dates = ['2026-01-05', '2026-01-31', '2026-03-01', '2026-03-02', '2026-04-01'];
    const layout = layOutRows(registerOf(dates).register, '2026-03-01');
    expect(print(layout, dates)).toEqual([
      '# 2026-01',
      '2026-01-05',
      '2026-01-31',
      '# 2026-03',
      '2026-03-01',
      '- - -',
      '2026-03-02',
      '# 2026-04',
      '2026-04-01',
    ]);
  });

  it('draws the future off above the heading of its first month', () => {
    const dates = ['2026-03-30', '2026-04-02'];
    const layout = layOutRows(registerOf(dates).register, '2026-03-31');
    expect(print(layout, dates)).toEqual(['# 2026-03', '2026-03-30', '- - -', '# 2026-04', '2026-04-02']);
  });

  it('has no rows for an account without lines', () => {
    expect(layOutRows(registerOf([]).register, '2026-03-31').count).toBe(0);
  });

  it('finds every line where it puts it, for any dates', () => {
    const dice = createDice(11);
    for (let round = 0; round < 200; round++) {
      const day = () =>
        `2026-${String(1 + dice.below(12)).padStart(2, '0')}-${String(1 + dice.below(28)).padStart(2, '0')}`;
      const dates = Array.from({ length: dice.below(40) }, day).sort();
      const layout = layOutRows(registerOf(dates).register, day());
      const seen = dates.map((_, line) => layout.slotAt(layout.indexOfLine(line)));
      expect(seen).toEqual(dates.map((_, line) => ({ kind: 'line', line })));
    }
  });

  it('reads one line for each month, however long the book is', () => {
    const dates = Array.from({ length: 5000 }, (_, index) => `2026-0${1 + Math.floor(index / 1000)}-10`);
    const { register, reads } = registerOf(dates);
    layOutRows(register, '2026-12-31');
    expect(reads()).toBe(5);
  });
});
