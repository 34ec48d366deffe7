import { describe, expect, it } from 'vitest';
import { createFold, type Fold } from '@/lib/ledger/fold';
import { createRegisters } from '@/lib/ledger/registers';
import { createViews } from '@/lib/ledger/views';

const LINES = 100_000;
const WRITER = 7;

const date = (index: number): string =>
  new Date(Date.UTC(2010, 0, 2) + Math.floor(index / 20) * 86_400_000).toISOString().slice(0, 10);

/** A fold of one account's lines that counts how often a record is looked up. */
const bigBook = () => {
  const fold = createFold();
  const add = (clock: number, when: string): void => {
    const entry = [1, 1, 0, null, 0, 't', when, 'acc', 100, `payee ${clock % 300}`, 1];
    const record = fold.locate({ entry, writer: WRITER, clock });
    if (record !== null) fold.add(record, { entry, writer: WRITER, clock });
  };
  for (let clock = 0; clock < LINES; clock++) add(clock, date(clock));
  let reads = 0;
  const counted: Fold = {
    ...fold,
    record: (id) => {
      reads++;
      return fold.record(id);
    },
  };
  return { fold: counted, add, reads: () => reads };
};

describe('the register of 100,000 lines', () => {
  it('computes at most 2,000 balances anew when a record arrives late as its first line', () => {
    const { fold, add } = bigBook();
    const registers = createRegisters(fold);
    const register = registers.of('acc');
    expect(register.window(LINES - 50, LINES).at(-1)?.balance).toBe(LINES * 100);
    const before = register.recomputed;
    add(LINES, '2010-01-01');
    const late = fold.record(`${WRITER.toString(36)}.${LINES.toString(36)}`);
    if (late === undefined) throw new Error('the late record is not there');
    registers.moved(null, registers.factsOf(late));
    expect(register.window(0, 50)[0]).toMatchObject({ id: late.id, balance: 100 });
    expect(register.window(LINES - 49, LINES + 1).at(-1)?.balance).toBe((LINES + 1) * 100);
    expect(register.recomputed - before).toBeLessThanOrEqual(2_000);
  });

  it('reads at most 50 records for a window of 50 lines', () => {
    const { fold, reads } = bigBook();
    const views = createViews(fold);
    const register = createRegisters(fold).of('acc');
    const before = reads();
    const lines = register.window(70_000, 70_050).map(({ id }) => views.get('transaction', id));
    expect(lines).toHaveLength(50);
    expect(lines[0]?.date).toBe(date(70_000));
    expect(reads() - before).toBeLessThanOrEqual(50);
  });
});
