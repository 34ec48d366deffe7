import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '@/lib/ledger/csv';
import { type ExportLine, exportCsv } from '@/lib/ledger/csv-export';
import { guessMapping } from '@/lib/ledger/csv-guess';
import { checkStatement, readLines } from '@/lib/ledger/csv-import';
import { addDays } from '@/lib/ledger/dates';
import { currencyExponent } from '@/lib/ledger/money';

const line: ExportLine = {
  date: '2024-03-07',
  payee: 'Ann',
  memo: '',
  number: '',
  category: 'Groceries',
  cleared: true,
  amount: -340,
  balance: 9660,
};

function importAgain(text: string, currency: string) {
  const exponent = currencyExponent(currency);
  const table = readTable(new TextEncoder().encode(text));
  if (!table.ok) throw new Error(table.error.message);
  const { mapping } = guessMapping(table.value, { exponent, dateOrder: 'dmy', decimal: ',' });
  const lines = readLines(table.value, mapping, exponent);
  if (!lines.ok) throw new Error(lines.error.message);
  return lines.value;
}

describe('an exported register', () => {
  it('has ISO dates, plain amounts, quotes where they are needed, and CR LF', () => {
    const text = exportCsv([line, { ...line, memo: 'a, "b"', amount: 123_456_789, balance: 0 }], 'EUR');
    expect(text).toBe(
      '\ufeffDate,Payee,Memo,Number,Category,Cleared,Amount,Balance\r\n' +
        '2024-03-07,Ann,,,Groceries,yes,-3.40,96.60\r\n' +
        '2024-03-07,Ann,"a, ""b""",,Groceries,yes,1234567.89,0.00\r\n',
    );
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM', '\t=1', ' =1', "'=1"])(
    'never holds %j as something that a spreadsheet runs',
    (payee) => {
      const text = exportCsv([{ ...line, payee }], 'EUR');
      const [cell = ''] = /(?<=2024-03-07,)("([^"]|"")*"|[^,]*)/.exec(text) ?? [];
      expect(cell.replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('is read back by the import as it was, in any currency, with any texts', () => {
    const text = fc
      .string({ unit: fc.constantFrom(...'abcÄ€,;"\'=+-@ \n\t1'), maxLength: 12 })
      .map((value) => value.replace(/\s+/gu, ' ').trim());
    const lines = fc.array(
      fc.record({
        days: fc.nat(3),
        payee: text.map((value) => `x${value}`),
        memo: text,
        number: fc.constantFrom('', '1042', '=7'),
        amount: fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom('EUR', 'JPY', 'KWD'), (drawn, currency) => {
        let date = '2024-01-01';
        let balance = 0;
        const exported = drawn.map(({ days, ...fields }) => {
          date = addDays(date, days);
          balance += fields.amount;
          return { ...fields, date, balance, category: 'c', cleared: false };
        });
        const again = importAgain(exportCsv(exported, currency), currency);
        expect(again.map((read) => (read.kind === 'read' ? read.says : read.reason))).toEqual(
          exported.map(({ payee, memo, number, amount, date: day }) => ({
            date: day,
            payee,
            memo,
            number,
            amount,
            reference: '',
          })),
        );
        expect(checkStatement(again)).toEqual({ opening: 0, closing: balance, date, breaks: [] });
      }),
    );
  });
});
