import { describe, expect, it } from 'vitest';
import type { RecordId } from '@/lib/ledger/records';
import type { Value } from '@/lib/ledger/value';
import { createDice, type Dice } from '../random';
import { createReplica, found, line, must, pull, type Replica, settleAll } from './household';

/**
 * An oracle apart from the fold: every write is noted with all writes that its author knew. What conflicts is computed
 * from this alone, by causality, without times or named versions.
 */
interface Write {
  readonly record: RecordId;
  readonly field: string;
  readonly value: Value;
  readonly past: ReadonlySet<Write>;
}

interface Witness {
  readonly known: Map<Replica, Set<Write>>;
  readonly all: Write[];
}

const fields = ['payee', 'memo', 'amount'] as const;

const witnessWrite = (witness: Witness, replica: Replica, record: RecordId, field: string, value: Value) => {
  const known = witness.known.get(replica) as Set<Write>;
  const write = { record, field, value, past: new Set(known) };
  known.add(write);
  witness.all.push(write);
};

const someValue = (dice: Dice, field: string): Value =>
  field === 'amount' ? dice.below(4) * 100 : `${field} ${dice.below(4)}`;

/** One random deed of one replica, noted by the witness. */
const act = (dice: Dice, witness: Witness, replica: Replica, records: RecordId[]): void => {
  const { ledger } = replica;
  const visible = records.filter((id) => ledger.transaction(id) !== null);
  const id = dice.pick(visible);
  const deleted = ledger.transaction(id)?.deleted === true;
  const roll = dice.next();
  if (roll < 0.1 && !deleted) {
    must(ledger.remove(id));
    witnessWrite(witness, replica, id, 'deleted', true);
  } else if (deleted) {
    if (roll > 0.5) return;
    must(ledger.restore(id));
    witnessWrite(witness, replica, id, 'deleted', false);
  } else {
    const field = dice.pick(fields);
    const before = ledger.transaction(id)?.[field];
    const value = someValue(dice, field);
    if (value === before) return;
    must(ledger.change('transaction', id, { [field]: value }));
    witnessWrite(witness, replica, id, field, value);
  }
};

/** Undo and redo write, too: what they wrote is read off the journal. */
const undoOrRedo = (dice: Dice, witness: Witness, replica: Replica): void => {
  const { journal, ledger } = replica;
  const writer = journal.writer();
  const from = journal.reach().get(writer) ?? 0;
  dice.chance(0.6) ? ledger.undo() : ledger.redo();
  for (const entry of journal.read(writer, from, journal.reach().get(writer) ?? 0))
    witnessWrite(witness, replica, entry[4] as string, entry[5] as string, entry[6] as Value);
};

const meet = (witness: Witness, to: Replica, from: Replica): void => {
  pull(to, from);
  const known = witness.known.get(to) as Set<Write>;
  for (const write of witness.known.get(from) as Set<Write>) known.add(write);
};

const maximal = (writes: readonly Write[]): Write[] =>
  writes.filter((write) => !writes.some((later) => later.past.has(write)));

const expectedConflicts = (witness: Witness, record: RecordId): Map<string, Set<Value>> => {
  const expected = new Map<string, Set<Value>>();
  const mine = witness.all.filter((write) => write.record === record);
  for (const field of [...fields, 'deleted']) {
    const values = new Set(maximal(mine.filter((write) => write.field === field)).map(({ value }) => value));
    if (values.size > 1) expected.set(field, values);
  }
  const deletes = maximal(mine.filter(({ field }) => field === 'deleted')).filter(
    ({ value }) => value === true,
  );
  const edits = fields.flatMap((field) => maximal(mine.filter((write) => write.field === field)));
  const beside = edits.some((edit) => deletes.some((hide) => !hide.past.has(edit) && !edit.past.has(hide)));
  if (beside) expected.set('deleted', new Set([true, false]));
  return expected;
};

const shownConflicts = (replica: Replica, record: RecordId): Map<string, Set<Value>> =>
  new Map(
    replica.ledger
      .conflicts(record)
      .map(({ field, options }) => [field, new Set(options.map(({ value }) => value))]),
  );

/** Everything that a person could see of the book. */
const picture = ({ ledger }: Replica, account: RecordId, records: readonly RecordId[]) => ({
  lines: ledger.register(account).window(0, 10_000),
  balance: ledger.register(account).balance,
  conflicts: records.map((id) => ledger.conflicts(id)),
  open: [...ledger.openConflicts()].sort(),
  history: records.map((id) => ledger.history(id)),
});

const live = (seed: number) => {
  const dice = createDice(seed);
  const replicas = Array.from({ length: 3 + dice.below(2) }, (_, index) => createReplica(`m${index}`, dice));
  const { account } = found(replicas);
  const witness: Witness = { known: new Map(replicas.map((replica) => [replica, new Set()])), all: [] };
  const records: RecordId[] = [];
  for (let index = 0; index < 3; index++)
    records.push(must(dice.pick(replicas).ledger.create('transaction', line(account, `shop ${index}`))));
  settleAll(replicas);
  for (let deed = 0; deed < 40; deed++) {
    const replica = dice.pick(replicas);
    if (dice.chance(0.3)) meet(witness, replica, dice.pick(replicas));
    else if (dice.chance(0.15)) undoOrRedo(dice, witness, replica);
    else act(dice, witness, replica, records);
  }
  return { dice, replicas, account, witness, records };
};

const seeds = Array.from({ length: 150 }, (_, index) => index + 1);

describe('the fold', () => {
  it.each(seeds)('shows as conflicting exactly what is causally maximal, seed %i', (seed) => {
    const { replicas, witness, records } = live(seed);
    settleAll(replicas);
    for (const replica of replicas)
      for (const record of records)
        expect(shownConflicts(replica, record)).toEqual(expectedConflicts(witness, record));
  });

  it.each(seeds.slice(0, 60))('is the same for every order, grouping and duplication, seed %i', (seed) => {
    const { dice, replicas, account, records } = live(seed);
    settleAll(replicas);
    const [first] = replicas as [Replica];
    const ranges = [...first.journal.reach()].flatMap(([writer, to]) =>
      Array.from({ length: to }, (_, from) => ({ writer, from, to: Math.min(to, from + 1 + dice.below(3)) })),
    );
    const late = createReplica('late', dice);
    late.ledger.register(account);
    for (let round = 0; round < 40 && late.journal.entryCount() < first.journal.entryCount(); round++)
      for (const range of dice.shuffle([...ranges, ...ranges]))
        for (const update of first.journal.updatesFor([range])) late.journal.admit(update, 'first');
    expect(late.journal.digest()).toEqual(first.journal.digest());
    for (const replica of [...replicas, late])
      expect(picture(replica, account, records)).toEqual(picture(first, account, records));
  });

  it.each(seeds.slice(0, 60))('leaves no conflict once each is settled and seen by all, seed %i', (seed) => {
    const { dice, replicas, records } = live(seed);
    settleAll(replicas);
    const settler = dice.pick(replicas);
    for (const id of records)
      for (const { field, options } of settler.ledger.conflicts(id))
        must(settler.ledger.settle(id, field, dice.pick(options).value));
    settleAll(replicas);
    for (const { ledger } of replicas) expect(ledger.openConflicts()).toEqual([]);
  });
});
