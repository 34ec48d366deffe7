import { describe, expect, it } from 'vitest';
import { createJournal } from '@/lib/ledger/journal';
import { createLedger } from '@/lib/ledger/ledger';
import { parseFile, readLedger, restoreInto, writeLedgerFile } from '@/lib/ledger/ledger-file';
import { createDice, drawWriter } from '../random';
import { createReplica, found, line, must, settleAll } from './household';

const readLedgerFile = (text: string) => {
  const parsed = parseFile(text);
  return parsed.ok ? readLedger(parsed.value) : parsed;
};

const setUp = () => {
  const dice = createDice(12);
  const [ana, ben] = [createReplica('ana', dice), createReplica('ben', dice)];
  const { account } = found([ana, ben]);
  const id = must(ana.ledger.create('transaction', line(account, 'Käse & "Brot" 🥖\n', 0)));
  settleAll([ana, ben]);
  must(ana.ledger.change('transaction', id, { memo: 'a', amount: 5 }));
  must(ben.ledger.change('transaction', id, { memo: 'b' }));
  settleAll([ana, ben]);
  return { dice, ana, ben, account, id, text: writeLedgerFile('the-id', 'Home', ana.journal) };
};

describe('a ledger in a file', () => {
  it('has the same entries, history and conflicts when restored', () => {
    const { dice, ana, account, id, text } = setUp();
    const file = must(readLedgerFile(text));
    expect([file.id, file.name]).toEqual(['the-id', 'Home']);
    const journal = createJournal(drawWriter(dice));
    expect(restoreInto(journal, file).flatMap(({ refused }) => refused)).toEqual([]);
    const ledger = createLedger({ journal, now: () => 0 });
    expect(journal.digest()).toEqual(ana.journal.digest());
    expect(ledger.history(id)).toEqual(ana.ledger.history(id));
    expect(ledger.conflicts(id)).toEqual(ana.ledger.conflicts(id));
    expect(ledger.register(account).window(0, 9)).toEqual(ana.ledger.register(account).window(0, 9));
  });

  it('doubles nothing, restored twice or beside a live copy that has gone on', () => {
    const { ana, ben, account, text } = setUp();
    must(ben.ledger.create('transaction', line(account, 'Later')));
    const file = must(readLedgerFile(text));
    for (let times = 0; times < 2; times++)
      expect(
        restoreInto(ben.journal, file).flatMap(({ accepted, refused }) => [...accepted, ...refused]),
      ).toEqual([]);
    settleAll([ana, ben]);
    expect(ben.ledger.register(account).length).toBe(2);
    expect(ben.journal.digest()).toEqual(ana.journal.digest());
  });

  it('takes up where an older copy stopped', () => {
    const { ana, ben, account, text } = setUp();
    must(ana.ledger.create('transaction', line(account, 'Later')));
    const older = must(readLedgerFile(text));
    const newer = must(readLedgerFile(writeLedgerFile('the-id', 'Home', ana.journal)));
    const journal = createJournal(drawWriter(createDice(5)));
    for (const file of [older, newer]) restoreInto(journal, file);
    expect(journal.digest()).toEqual(ana.journal.digest());
    expect(journal.entryCount()).toBeGreaterThan(ben.journal.entryCount());
  });

  const damages: readonly (readonly [string, (text: string) => string, string])[] = [
    ['cut short', (text) => text.slice(0, text.length / 2), 'no JSON'],
    ['empty', () => '', 'no JSON'],
    ['of something else', () => '{"format":"other"}', 'no WeSpend ledger'],
    ['a bare value', () => 'null', 'no WeSpend ledger'],
    ['of a later version', (text) => text.replace('"version": 1', '"version": 2'), 'its version is 2'],
    ['without journals', (text) => text.replace('"journals"', '"journal"'), 'no id, name or journals'],
    ['with an odd writer', (text) => text.replace(/"writer": "/, '"writer": "!'), 'journal 1 has no writer'],
    [
      'with an odd entry',
      (text) => text.replace(/\n {4}\[1,/, '\n    [0,'),
      'journal 1, entry 1: no version',
    ],
    ['with half a character', (text) => text.replace('Käse', '\\ud800'), 'half a character'],
  ];

  it.each(damages)('that is %s is refused, with the place', (_, damage, detail) => {
    const read = readLedgerFile(damage(setUp().text));
    expect(read).toMatchObject({
      ok: false,
      error: { kind: 'bad-file', detail: expect.stringContaining(detail) },
    });
  });

  it('forged to continue a journal that is written here is refused at the door', () => {
    const { ana, text } = setUp();
    const writer = ana.journal.writer();
    const to = ana.journal.reach().get(writer) ?? 0;
    const forged = text.replace(
      new RegExp(`("writer": "${writer.toString(36)}", "entries": \\[\\n(?: {4}\\[.*\\],?\\n){${to}})`),
      (journal) => `${journal.trimEnd()},\n    [1,${ana.journal.latestTime()},0,null,0,"t",1]\n`,
    );
    const admissions = restoreInto(ana.journal, must(readLedgerFile(forged)));
    expect(admissions.flatMap(({ refused }) => refused.map(({ reason }) => reason))).toEqual([
      'this journal is written here',
    ]);
  });
});
