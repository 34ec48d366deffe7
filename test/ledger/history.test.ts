import { describe, expect, it } from 'vitest';
import { createDice } from '../random';
import { createReplica, found, line, must, settleAll } from './household';

describe('the history of a line', () => {
  it('says of each change what its author saw, also where two wrote at the same time', () => {
    const dice = createDice(3);
    const [ana, ben] = [createReplica('Ana', dice), createReplica('Ben', dice)] as const;
    const { account } = found([ana, ben]);
    const id = must(ana.ledger.create('transaction', line(account, 'bakery', -1200)));
    settleAll([ana, ben]);
    must(ana.ledger.change('transaction', id, { amount: -1300 }));
    must(ben.ledger.change('transaction', id, { amount: -1400 }));
    settleAll([ana, ben]);
    for (const { ledger } of [ana, ben]) {
      const [born, ...changes] = ledger.history(id);
      expect(born?.what).toBe('born');
      expect(
        changes.map(({ member, changes: [change] }) => [member?.name, change?.from, change?.to]).sort(),
      ).toEqual([
        ['Ana', -1200, -1300],
        ['Ben', -1200, -1400],
      ]);
    }
    must(ben.ledger.settle(id, 'amount', -1300));
    expect(ben.ledger.history(id).at(-1)?.changes).toMatchObject([{ field: 'amount', to: -1300 }]);
  });

  it('tells deletion and restoring apart, with who did it and from which device', () => {
    const dice = createDice(4);
    const [ana] = [createReplica('Ana', dice)] as const;
    const { account } = found([ana]);
    const id = must(ana.ledger.create('transaction', line(account, 'bakery')));
    must(ana.ledger.remove(id));
    must(ana.ledger.restore(id));
    expect(ana.ledger.history(id).map(({ what }) => what)).toEqual(['born', 'deleted', 'restored']);
    expect(new Set(ana.ledger.history(id).map(({ device }) => device?.name))).toEqual(
      new Set(["Ana's phone"]),
    );
  });
});
