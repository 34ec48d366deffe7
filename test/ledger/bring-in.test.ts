import { describe, expect, it } from 'vitest';
import { bringIn } from '@/lib/ledger/bring-in';
import { carriedSections, timeOfBirth } from '@/lib/ledger/carry-over';
import type { Journal } from '@/lib/ledger/journal';
import type { Ledger } from '@/lib/ledger/ledger';
import { readLedger, writeLedgerFile } from '@/lib/ledger/ledger-file';
import { encodeUpdates } from '@/lib/ledger/update-codec';
import { createDice, type Dice } from '../random';
import { createReplica, found, line, must, pull, type Replica, settleAll } from './household';

const sectionsOf = (journal: Journal) =>
  [...journal.reach()].map(([writer, to]) => ({ writer, from: 0, entries: journal.read(writer, 0, to) }));

/** All that a person could see of a ledger, history included. */
const seen = (ledger: Ledger, journal: Journal) => ({
  settings: ledger.settings(),
  members: ledger.members(),
  lines: ledger.accounts().map((account) => {
    const register = ledger.register(account.id);
    return register
      .window(0, register.length)
      .map((entry) => ({ ...entry, history: ledger.history(entry.transaction.id) }));
  }),
  conflicts: [...ledger.openConflicts()].sort(),
  digest: [...journal.digest().hash],
});

const scribble = (replica: Replica, account: string, dice: Dice): void => {
  const known = replica.ledger.register(account).window(0, 1)[0]?.transaction.id;
  if (known !== undefined && dice.chance(0.4))
    must(replica.ledger.change('transaction', known, { amount: -dice.below(5_000) }));
  else if (known !== undefined && dice.chance(0.1)) must(replica.ledger.remove(known));
  else
    must(replica.ledger.create('transaction', line(account, `payee ${dice.below(9)}`, -dice.below(9_000))));
};

/** Two that were one book and went different ways, and what each has. */
const parted = (seed: number) => {
  const dice = createDice(seed);
  const [ana, cleo] = [createReplica('Ana', dice), createReplica('Cleo', dice)];
  const { account } = found([ana, cleo]);
  for (let step = 0; step < 12; step++) scribble(dice.pick([ana, cleo]), account, dice);
  if (dice.chance(0.5)) settleAll([ana, cleo]);
  for (let step = 0; step < 20; step++) scribble(dice.pick([ana, cleo]), account, dice);
  return { dice, ana, cleo, account };
};

describe('two books that were one', () => {
  for (let seed = 1; seed <= 40; seed++)
    it(`unite without doubling, whoever brings the other in, and however often (seed ${seed})`, () => {
      const { dice, ana, cleo } = parted(seed);
      const union = new Set(
        [ana, cleo].flatMap(({ journal }) =>
          [...journal.reach()].flatMap(([writer, to]) =>
            Array.from({ length: to }, (_, clock) => `${writer}.${clock}`),
          ),
        ),
      );
      const [anas, cleos] = [sectionsOf(ana.journal), sectionsOf(cleo.journal)];
      must(bringIn(ana.journal, dice.shuffle(cleos)));
      must(bringIn(cleo.journal, dice.shuffle(anas)));
      expect(ana.journal.entryCount()).toBe(union.size);
      expect(seen(ana.ledger, ana.journal)).toEqual(seen(cleo.ledger, cleo.journal));
      expect(must(bringIn(ana.journal, cleos))).toEqual({ added: 0, forked: 0, refused: [] });
      const late = createReplica('late', dice);
      for (const from of dice.shuffle([ana, cleo])) pull(late, from);
      expect(seen(late.ledger, late.journal)).toEqual(seen(ana.ledger, ana.journal));
    });

  it('unite from an exported file too', () => {
    const { ana, cleo } = parted(99);
    const file = must(readLedger(JSON.parse(writeLedgerFile('another-id', 'Home', cleo.journal))));
    const { added } = must(bringIn(ana.journal, file.sections));
    expect(added).toBeGreaterThan(0);
    expect(must(bringIn(ana.journal, file.sections)).added).toBe(0);
  });

  it('are refused where they never were one', () => {
    const { ana } = parted(5);
    const { cleo: stranger } = parted(6);
    const before = ana.journal.entryCount();
    expect(bringIn(ana.journal, sectionsOf(stranger.journal))).toMatchObject({
      error: { kind: 'unrelated' },
    });
    expect(ana.journal.entryCount()).toBe(before);
  });

  it('keep what is here where a journal goes on differently there, and say so', () => {
    const { ana, cleo } = parted(7);
    const sections = sectionsOf(cleo.journal);
    must(bringIn(ana.journal, sections));
    const before = seen(ana.ledger, ana.journal);
    const [first, ...others] = sections;
    const forged = (first?.entries ?? []).map((entry) => [...entry.slice(0, -1), 7]);
    const outcome = must(
      bringIn(ana.journal, [{ writer: first?.writer ?? 0, from: 0, entries: forged }, ...others]),
    );
    expect(outcome).toMatchObject({ added: 0, forked: 1 });
    expect(seen(ana.ledger, ana.journal)).toEqual(before);
  });
});

describe('what goes along into a book without somebody', () => {
  it('is everything but what they wrote after they could know', () => {
    const { ana, cleo, account, dice } = parted(11);
    settleAll([ana, cleo]);
    const device = cleo.ledger.identity()?.device.id ?? '';
    must(cleo.ledger.create('transaction', line(account, 'Before')));
    const successor = must(
      ana.ledger.create('successor', {
        how: 'without',
        from: 'old',
        ledger: 'new',
        by: ana.ledger.identity()?.device.id ?? '',
        date: '2026-03-14',
        without: [cleo.ledger.identity()?.member.id ?? ''],
        devices: [],
        sealed: [],
      }),
    );
    settleAll([ana, cleo]);
    must(cleo.ledger.create('transaction', line(account, 'After')));
    must(ana.ledger.create('transaction', line(account, 'Ours')));
    settleAll([ana, cleo]);
    const after = timeOfBirth(ana.journal, successor) ?? 0;
    const heir = createReplica('heir', dice);
    const carried = [...carriedSections(ana.journal, { devices: new Set([device]), after })];
    heir.journal.admitAll([...encodeUpdates(carried)], 'file');
    const register = heir.ledger.register(account);
    const payees = register.window(0, register.length).map(({ transaction }) => transaction.payee);
    expect(payees).toContain('Before');
    expect(payees).toContain('Ours');
    expect(payees).not.toContain('After');
    expect(ana.ledger.successors()).toHaveLength(1);
  });
});
