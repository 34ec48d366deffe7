import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '@/lib/ledger/dates';
import { createRegisterIndex, type RegisterEntry, type RegisterIndex } from '@/lib/ledger/register-index';

/** What the index must agree with: everything sorted and summed from scratch. */
function naive(lines: Iterable<RegisterEntry>) {
  const sorted = [...lines].sort(
    (a, b) =>
      Number(a.date > b.date) - Number(a.date < b.date) ||
      a.order - b.order ||
      Number(a.id > b.id) - Number(a.id < b.id),
  );
  let balance = 0;
  return sorted.map((line) => {
    balance += line.amount;
    return { line, id: line.id, balance };
  });
}

function expectSame(index: RegisterIndex, lines: Iterable<RegisterEntry>, probe = 0) {
  const wanted = naive(lines);
  expect(index.length).toBe(wanted.length);
  expect(index.total).toBe(wanted.at(-1)?.balance ?? 0);
  const from = wanted.length === 0 ? 0 : probe % wanted.length;
  const cut = wanted.slice(from, from + 40).map(({ id, balance }) => ({ id, balance }));
  expect(index.window(from, from + 40)).toEqual(cut);
  for (const at of [0, from, wanted.length - 1]) {
    const there = wanted[at];
    expect(index.at(at)).toBe(there?.id ?? null);
    if (there) expect(index.indexOf(there.line)).toBe(at);
    const date = there?.line.date ?? '2020-01-01';
    const after = wanted.findIndex(({ line }) => line.date > date);
    expect(index.firstAfter(date)).toBe(after === -1 ? wanted.length : after);
  }
}

function manyLines(count: number): RegisterEntry[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `w.${i.toString(36)}`,
    date: addDays('2010-01-01', (i * 7919) % 4000),
    order: (i * 31) % 1000,
    amount: ((i * 104_729) % 20_000) - 10_000,
  }));
}

const amount = fc.integer({ min: -100_000, max: 100_000 });
const date = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2024-01-01', days));
const order = fc.integer({ min: 0, max: 3 });
const step = fc.record({
  what: fc.constantFrom('insert', 'insert', 'remove', 'move', 'amount'),
  pick: fc.nat(),
  date,
  order,
  amount,
});

describe('the register index', () => {
  it('agrees with sorting and summing everything, after any changes', () => {
    const start = fc.array(fc.record({ date, order, amount }), { maxLength: 1500, size: 'max' });
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 60 }), (initial, steps) => {
        const lines = new Map(initial.map((line, i) => [`a${i}`, { ...line, id: `a${i}` }]));
        const index = createRegisterIndex();
        index.load([...lines.values()]);
        steps.forEach(({ what, pick, ...fields }, i) => {
          const known = [...lines.values()][pick % Math.max(lines.size, 1)];
          if (what === 'insert' || known === undefined) {
            const line = { ...fields, id: `b${i}` };
            lines.set(line.id, line);
            index.insert(line);
          } else if (what === 'remove') {
            lines.delete(known.id);
            expect(index.remove(known)).toBe(true);
          } else {
            const changed = what === 'move' ? { ...known, ...fields } : { ...known, amount: fields.amount };
            lines.set(known.id, changed);
            expect(index.change(known, changed)).toBe(true);
          }
          expectSame(index, lines.values(), pick);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('grown line by line is the same as loaded at once', () => {
    const lines = manyLines(3000);
    const grown = createRegisterIndex();
    for (const line of lines) grown.insert(line);
    const loaded = createRegisterIndex();
    loaded.load(lines);
    expect(grown.window(0, 3000)).toEqual(loaded.window(0, 3000));
  });

  it('can be emptied and filled again', () => {
    const lines = manyLines(1200);
    const index = createRegisterIndex();
    index.load(lines);
    for (const line of lines) index.remove(line);
    expectSame(index, []);
    index.insert({ id: 'x', date: '2024-01-01', order: 0, amount: 5 });
    expect(index.window(0, 9)).toEqual([{ id: 'x', balance: 5 }]);
  });

  it('knows when a line is not there, and throws when it is there twice', () => {
    const line = { id: 'x', date: '2024-01-01', order: 0, amount: 5 };
    const index = createRegisterIndex();
    expect(index.indexOf(line)).toBe(-1);
    expect(index.remove(line)).toBe(false);
    expect(index.change(line, line)).toBe(false);
    index.insert(line);
    expect(index.indexOf({ ...line, order: 1 })).toBe(-1);
    expect(() => index.insert(line)).toThrow('already');
  });

  it('cuts windows to what is there', () => {
    const index = createRegisterIndex();
    expect(index.window(0, 50)).toEqual([]);
    index.load(manyLines(10));
    expect(index.window(-5, 3)).toHaveLength(3);
    expect(index.window(8, 50)).toHaveLength(2);
    expect(index.window(10, 50)).toEqual([]);
    expect(index.window(5, 5)).toEqual([]);
  });
});

describe('at 100,000 lines', () => {
  const index = createRegisterIndex();
  const lines = manyLines(100_000);
  index.load(lines);
  index.window(0, 100_000);
  const cost = (act: () => void) => {
    const before = index.recomputed;
    act();
    index.window(0, 50);
    index.window(index.length - 50, index.length);
    index.window(50_000, 50_050);
    return index.recomputed - before;
  };

  it('a line that arrives late as the very first recomputes at most 2,000 balances', () => {
    const first = { id: 'late', date: '2009-12-31', order: 0, amount: 1 };
    expect(cost(() => index.insert(first))).toBeLessThanOrEqual(2000);
    expect(index.window(0, 1)).toEqual([{ id: 'late', balance: 1 }]);
    expect(cost(() => index.change(first, { ...first, amount: 7 }))).toBeLessThanOrEqual(2000);
    expect(cost(() => index.change(first, { ...first, date: '2030-01-01' }))).toBeLessThanOrEqual(2000);
    expect(cost(() => index.remove({ ...first, date: '2030-01-01' }))).toBeLessThanOrEqual(2000);
  });

  it('a line at the end costs a chunk, and reading again costs nothing', () => {
    const last = { id: 'late', date: '2031-01-01', order: 0, amount: 1 };
    expect(cost(() => index.insert(last))).toBeLessThanOrEqual(600);
    expect(cost(() => index.window(20_000, 20_050))).toBe(0);
    index.remove(last);
  });

  it('a batch of a statement costs one computation', () => {
    const batch = manyLines(1500).map((line) => ({ ...line, id: `i:${line.id}`, date: '2020-05-05' }));
    const added = cost(() => {
      for (const line of batch) index.insert(line);
    });
    expect(added).toBeLessThanOrEqual(3000);
    for (const line of batch) index.remove(line);
  });

  it('still agrees with sorting and summing everything', () => {
    expectSame(index, lines, 77_777);
  });
});
