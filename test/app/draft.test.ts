import { describe, expect, it } from 'vitest';
import { type Hand, type Place, type Typed, textsOf, typeInto } from '@/app/book/register/draft';
import { writeLine } from '@/app/book/register/write-line';
import type { Ledger } from '@/lib/ledger/ledger';
import type { Account } from '@/lib/ledger/records';
import { createReplica, must } from '../ledger/household';
import { createDice } from '../random';

const hand: Hand = { locale: 'en-GB', style: { decimal: '.' }, order: 'dmy' };
const date = '2026-03-10';

interface Desk {
  readonly ledger: Ledger;
  readonly account: Account;
  entries(): number;
}

function openDesk(): Desk {
  const { ledger, journal } = createReplica('desk', createDice(3));
  const member = must(ledger.create('member', { name: 'Ada', color: 0 }));
  ledger.identify(must(ledger.create('device', { name: 'laptop', member })));
  const id = must(
    ledger.create('account', { name: 'Everyday', kind: 'checking', currency: 'EUR', opening: 0 }),
  );
  const account = ledger.account(id);
  if (!account) throw new Error('no account');
  return { ledger, account, entries: () => journal.entryCount() };
}

const write = ({ ledger }: Desk, place: Place, typed: Typed) =>
  writeLine(ledger, { texts: textsOf(ledger, place, typed, hand), typed, place, hand });

const newLine = ({ account }: Desk): Place => ({ account, line: null, date });

describe('a line being written', () => {
  it('takes a day alone, a sum for an amount, and a payment as money out', () => {
    const desk = openDesk();
    const id = must(write(desk, newLine(desk), { date: '7', payee: ' Rose Bakery ', payment: '3.20*4' }));
    expect(desk.ledger.transaction(id)).toMatchObject({
      date: '2026-03-07',
      payee: 'Rose Bakery',
      amount: -1280,
      category: null,
    });
  });

  it('finds a category by its name whatever its capitals, and opens a new one otherwise', () => {
    const desk = openDesk();
    const food = must(desk.ledger.create('category', { name: 'Food', flow: 'out' }));
    const one = must(write(desk, newLine(desk), { category: 'food', payment: '1' }));
    const other = must(write(desk, newLine(desk), { category: 'Wages', deposit: '1' }));
    expect(desk.ledger.transaction(one)?.category).toBe(food);
    const wages = desk.ledger.category(desk.ledger.transaction(other)?.category ?? '');
    expect(wages).toMatchObject({ name: 'Wages', flow: 'in' });
  });

  it('writes nothing at all, not even a category, while the amount cannot be read', () => {
    const desk = openDesk();
    const before = desk.entries();
    const answer = write(desk, newLine(desk), { category: 'Something new', payment: 'twelve' });
    expect(answer).toMatchObject({ ok: false, error: { field: 'payment' } });
    expect(desk.entries()).toBe(before);
  });

  it('asks how much it was when there is no amount', () => {
    const desk = openDesk();
    const answer = write(desk, newLine(desk), { payee: 'Somebody' });
    expect(answer).toMatchObject({ ok: false, error: { message: 'How much was it?' } });
  });

  it('writes one entry for each field that was typed, and none for a text typed back', () => {
    const desk = openDesk();
    const id = must(write(desk, newLine(desk), { payee: 'Market', memo: 'fruit', payment: '5' }));
    const line = desk.ledger.transaction(id);
    const before = desk.entries();
    must(write(desk, { account: desk.account, line, date }, { memo: 'vegetables', payee: 'Market' }));
    expect(desk.entries()).toBe(before + 1);
  });

  it('leaves alone what somebody else changed meanwhile in fields that were not typed in', () => {
    const desk = openDesk();
    const id = must(write(desk, newLine(desk), { payee: 'Market', payment: '5' }));
    const opened: Place = { account: desk.account, line: desk.ledger.transaction(id), date };
    must(desk.ledger.change('transaction', id, { amount: -700 }));
    must(write(desk, opened, { payee: 'Market hall' }));
    expect(desk.ledger.transaction(id)).toMatchObject({ payee: 'Market hall', amount: -700 });
  });

  it('keeps an amount in one of its two columns', () => {
    expect(typeInto({ payment: '5' }, 'deposit', '7')).toEqual({ payment: '', deposit: '7' });
  });
});
