import { describe, expect, it } from 'vitest';
import { createLedger } from '@/lib/ledger/ledger';
import type { RecordId } from '@/lib/ledger/records';
import type { UndoStacks } from '@/lib/ledger/undo';
import { createDice } from '../random';
import { createReplica, found, line, must, type Replica, settleAll } from './household';

const setUp = () => {
  const dice = createDice(3);
  const [ana, ben] = [createReplica('ana', dice), createReplica('ben', dice)];
  const { account } = found([ana, ben]);
  const id = must(ana.ledger.create('transaction', line(account, 'Bakery')));
  settleAll([ana, ben]);
  return { dice, ana, ben, account, id };
};

/** The same book after a reload: the journal as it was stored, the stacks as they were kept, and a new writer. */
const reload = (before: Replica, stacks: UndoStacks): Replica => {
  const after = createReplica(before.name, createDice(77));
  for (const update of before.journal.updatesSince(new Map())) after.journal.admit(update, 'storage');
  const ledger = createLedger({ journal: after.journal, now: () => 1_790_000_100_000, undoStacks: stacks });
  ledger.identify(before.ledger.identity()?.device.id ?? null);
  return { ...after, ledger };
};

const keepingStacks = (replica: Replica): { ledger: Replica['ledger']; stacks: () => UndoStacks } => {
  let stacks: UndoStacks = { undo: [], redo: [] };
  const ledger = createLedger({
    journal: replica.journal,
    now: () => 1_790_000_000_000,
    onUndoStacks: (next) => {
      stacks = structuredClone(next);
    },
  });
  ledger.identify(replica.ledger.identity()?.device.id ?? null);
  return { ledger, stacks: () => stacks };
};

const memo = (replica: Pick<Replica, 'ledger'>, id: RecordId) => replica.ledger.transaction(id)?.memo;

describe('undo and redo', () => {
  it('go on across a reload, both ways', () => {
    const { ana, id } = setUp();
    const { ledger, stacks } = keepingStacks(ana);
    must(ledger.change('transaction', id, { memo: 'one' }));
    must(ledger.change('transaction', id, { memo: 'two' }));
    ledger.undo();
    const again = reload(ana, stacks());
    expect([again.ledger.canUndo(), again.ledger.canRedo()]).toEqual([true, true]);
    again.ledger.redo();
    expect(memo(again, id)).toBe('two');
    again.ledger.undo();
    again.ledger.undo();
    expect(memo(again, id)).toBe('');
    expect(again.ledger.canUndo()).toBe(false);
  });

  it('leave alone, after a reload too, what another has changed since', () => {
    const { ana, ben, id } = setUp();
    const { ledger, stacks } = keepingStacks(ana);
    must(ledger.change('transaction', id, { memo: "ana's", payee: 'Baker' }));
    settleAll([ana, ben]);
    must(ben.ledger.change('transaction', id, { memo: "ben's" }));
    settleAll([ana, ben]);
    const again = reload(ana, stacks());
    expect(again.ledger.undo()).toMatchObject({ done: 1, kept: 1 });
    expect(again.ledger.transaction(id)).toMatchObject({ memo: "ben's", payee: 'Bakery' });
  });

  it('leave a conflict open that another has opened meanwhile', () => {
    const { ana, ben, id } = setUp();
    must(ana.ledger.change('transaction', id, { memo: "ana's" }));
    must(ben.ledger.change('transaction', id, { memo: "ben's" }));
    settleAll([ana, ben]);
    expect(ana.ledger.undo()).toMatchObject({ done: 0, kept: 1 });
    expect(ana.ledger.conflicts(id).map(({ field }) => field)).toEqual(['memo']);
  });

  it('do not hide a new line that another has written on', () => {
    const { ana, ben, account } = setUp();
    const id = must(ana.ledger.create('transaction', line(account, 'Cinema')));
    settleAll([ana, ben]);
    must(ben.ledger.change('transaction', id, { memo: 'for two' }));
    settleAll([ana, ben]);
    expect(ana.ledger.undo()).toMatchObject({ done: 0, kept: 1 });
    expect(ana.ledger.transaction(id)?.deleted).toBe(false);
  });

  it('take back a deletion, unless another has restored and deleted since', () => {
    const { ana, ben, id } = setUp();
    must(ana.ledger.remove(id));
    ana.ledger.undo();
    expect(ana.ledger.transaction(id)?.deleted).toBe(false);
    ana.ledger.redo();
    settleAll([ana, ben]);
    must(ben.ledger.restore(id));
    must(ben.ledger.remove(id));
    settleAll([ana, ben]);
    expect(ana.ledger.undo()).toMatchObject({ done: 0, kept: 1 });
    expect(ana.ledger.transaction(id)?.deleted).toBe(true);
  });

  it('treat many new lines as one action', () => {
    const { ana, account } = setUp();
    const before = ana.ledger.register(account).length;
    must(ana.ledger.createMany('transaction', [line(account, 'A'), line(account, 'B'), line(account, 'C')]));
    expect(ana.ledger.undo()).toMatchObject({ done: 3, kept: 0 });
    expect(ana.ledger.register(account).length).toBe(before);
    ana.ledger.redo();
    expect(ana.ledger.register(account).length).toBe(before + 3);
  });

  it('forget what could be redone once something new is done', () => {
    const { ana, id } = setUp();
    must(ana.ledger.change('transaction', id, { memo: 'one' }));
    ana.ledger.undo();
    must(ana.ledger.change('transaction', id, { memo: 'other' }));
    expect(ana.ledger.canRedo()).toBe(false);
  });
});
