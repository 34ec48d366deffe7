import { describe, expect, it } from 'vitest';
import { readBackup, writeBackup } from '@/lib/ledger/backup-file';
import { linesIn, writeLedgerFile } from '@/lib/ledger/ledger-file';
import { createDice } from '../random';
import { createReplica, found, line, must } from './household';

const setUp = () => {
  const ana = createReplica('ana', createDice(8));
  const { account } = found([ana]);
  for (const payee of ['Bakery', 'Kiosk "}', 'Käse 🥖'])
    must(ana.ledger.create('transaction', line(account, payee)));
  return writeLedgerFile('the-id', 'Home', ana.journal);
};

const copyOf = (ledger: string): string =>
  writeBackup(Date.UTC(2026, 10, 25), [
    { invite: 'letters', device: 'x.1', identity: 'the key', ledger },
    { invite: 'others', device: null, identity: null, ledger },
  ]).join('');

describe('a copy of several books', () => {
  it('gives each book back, with its invite, its device and the key of that', () => {
    const books = must(readBackup(copyOf(setUp())));
    expect(books).toMatchObject([
      { invite: 'letters', device: 'x.1', identity: 'the key', ledger: { id: 'the-id', name: 'Home' } },
      { invite: 'others', device: null, identity: null, ledger: { id: 'the-id', name: 'Home' } },
    ]);
    expect(books.map(({ ledger }) => linesIn(ledger.sections).size)).toEqual([3, 3]);
  });

  it('is JSON that says what it is, for whoever opens it with another program', () => {
    expect(JSON.parse(copyOf(setUp()))).toMatchObject({
      format: 'wespend-backup',
      version: 1,
      made: '2026-11-25T00:00:00.000Z',
    });
  });

  it('may be of no book at all', () => {
    expect(readBackup(writeBackup(0, []).join(''))).toEqual({ ok: true, value: [] });
  });

  it('may be of a single book, without its invite', () => {
    expect(readBackup(setUp())).toMatchObject({ ok: true, value: [{ invite: null, device: null }] });
  });

  const damages: readonly (readonly [string, (text: string) => string, string])[] = [
    ['cut short', (text) => text.slice(0, -30), 'no JSON'],
    ['of a later version', (text) => text.replace('"version": 1', '"version": 2'), 'its version is 2'],
    ['without an invite', (text) => text.replace('"invite":"others"', '"invite":3'), 'book 2 has no invite'],
    [
      'with an odd book',
      (text) => text.replace('"writer": "', '"writer": "!'),
      'book 1: journal 1 has no writer',
    ],
  ];

  it.each(damages)('that is %s is refused, with the place', (_, damage, detail) => {
    expect(readBackup(damage(copyOf(setUp())))).toMatchObject({
      ok: false,
      error: { kind: 'bad-file', detail: expect.stringContaining(detail) },
    });
  });
});
