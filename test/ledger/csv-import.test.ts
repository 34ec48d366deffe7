import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '@/lib/ledger/csv';
import { guessMapping } from '@/lib/ledger/csv-guess';
import { type CsvLine, checkStatement, judgeLines, type Presence, readLines } from '@/lib/ledger/csv-import';
import { type CsvMapping, mappingFits } from '@/lib/ledger/csv-mapping';
import { importIds } from '@/lib/ledger/import-id';
import { bankStatementCsv, between, createStatement, statementCsv, windows1252 } from './bank-statement';

const hints = { exponent: 2, dateOrder: 'dmy', decimal: ',' } as const;
const utf8 = (text: string) => new TextEncoder().encode(text);

function tableOf(file: string | Uint8Array) {
  const table = readTable(typeof file === 'string' ? utf8(file) : file);
  if (!table.ok) throw new Error(table.error.message);
  return table.value;
}

function linesOf(file: string | Uint8Array, change: Partial<CsvMapping> = {}): readonly CsvLine[] {
  const table = tableOf(file);
  const lines = readLines(table, { ...guessMapping(table, hints).mapping, ...change }, hints.exponent);
  if (!lines.ok) throw new Error(lines.error.message);
  return lines.value;
}

const readOf = (lines: readonly CsvLine[]) => lines.filter((line) => line.kind === 'read');
const saysOf = (lines: readonly CsvLine[]) => readOf(lines).map(({ says }) => says);
const judge = (file: string | Uint8Array, lookup: (id: string) => Presence = () => 'absent') =>
  judgeLines(linesOf(file), 'acc.1', lookup);
const idsOf = (file: string | Uint8Array) =>
  judge(file).flatMap((line) => (line.verdict === 'unreadable' ? [] : [line.imported.id]));

describe.each(['german', 'english'] as const)('a year of a bank that writes %s files', (style) => {
  const { text, statement } = bankStatementCsv(1, style);
  const lines = linesOf(style === 'german' ? windows1252(text) : text);

  it('is read to the cent, oldest line first', () => {
    expect(statement.lines.length).toBeGreaterThan(1000);
    expect(saysOf(lines)).toEqual(
      statement.lines.map(({ date, amount, payee, memo }) => ({
        date,
        amount,
        payee,
        memo,
        number: '',
        reference: '',
      })),
    );
  });

  it('ends on the balance that the bank says', () => {
    expect(checkStatement(lines)).toEqual({
      opening: statement.opening,
      closing: statement.closing,
      date: statement.lines.at(-1)?.date,
      breaks: [],
    });
  });

  it('leaves nothing to ask', () => {
    expect(guessMapping(tableOf(text), hints).doubts).toEqual([]);
  });

  it('is known again by its headings, and another bank’s is not', () => {
    const mapping = guessMapping(tableOf(text), hints).mapping;
    const remembered = JSON.parse(JSON.stringify(mapping)) as CsvMapping;
    const next = statementCsv(createStatement(2, '2025-01-01', 30), style);
    const other = statementCsv(createStatement(2), style === 'german' ? 'english' : 'german');
    expect(mappingFits(tableOf(next), remembered)).toBe(true);
    expect(mappingFits(tableOf(other), remembered)).toBe(false);
    const read = readLines(tableOf(other), remembered, 2);
    expect(read.ok ? '' : read.error.kind).toBe('other-columns');
  });
});

describe('the ids of imported lines', () => {
  const statement = createStatement(3, '2024-01-01', 90);
  const whole = idsOf(statementCsv(statement, 'german'));

  it('are all different, two identical coffees of a day included', () => {
    expect(new Set(whole).size).toBe(statement.lines.length);
    const coffees = statement.lines.map(({ date, payee, amount }) => `${date} ${payee} ${amount}`);
    expect(new Set(coffees).size).toBeLessThan(coffees.length);
  });

  it('are the same in files that overlap, whatever day they begin and end on', () => {
    const day = fc.integer({ min: 0, max: 89 }).map((at) => statement.lines[at * 3]?.date ?? '');
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const part = idsOf(statementCsv(between(statement, from, to), 'german'));
        expect(part.every((id) => whole.includes(id))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('do not depend on the order of lines', () => {
    const lines = saysOf(linesOf(statementCsv(statement, 'german')));
    const shuffled = fc.shuffledSubarray([...lines], { minLength: lines.length, maxLength: lines.length });
    fc.assert(
      fc.property(shuffled, (reordered) => {
        expect([...importIds('acc.1', reordered)].sort()).toEqual([...whole].sort());
      }),
      { numRuns: 10 },
    );
  });

  it('do not depend on padding, nor on the encoding or the delimiter of the file', () => {
    const plain = 'Date,Payee,Amount\n2024-03-07,Café  Tern ,-3.40\n';
    const padded = 'Date;Payee;Amount\n2024-03-07; Cafe\u0301 Tern;-3.40\n';
    expect(idsOf(padded)).toEqual(idsOf(plain));
    expect(idsOf(windows1252(plain))).toEqual(idsOf(plain));
  });

  it('differ from account to account, and for any difference in what the bank says', () => {
    const line = { date: '2024-03-07', amount: -340, payee: 'Café', memo: '', number: '', reference: '' };
    const others = [
      { ...line, amount: 340 },
      { ...line, date: '2024-03-08' },
      { ...line, payee: '', memo: 'Café' },
      { ...line, reference: '1' },
      { ...line, number: '1' },
    ];
    const ids = [line, ...others].flatMap((each) => importIds('acc.1', [each]));
    expect(new Set([...ids, ...importIds('acc.2', [line])]).size).toBe(7);
    expect(ids.every((id) => /^i:[0-9a-z]{19}$/.test(id))).toBe(true);
  });
});

describe('the verdicts', () => {
  it('say of every line what would become of it, and why', () => {
    const file = [
      'Date,Payee,Amount',
      '2024-03-07,New,1.00',
      '2024-03-08,There,2.00',
      '2024-03-09,Gone,3.00',
      '2024-02-30,No such day,4.00',
      '2024-03-11,No amount,',
      '2024-03-12,Odd,4.005',
      ',Total,10.00',
    ].join('\n');
    const [, there, gone] = idsOf(file);
    const lookup = (id: string) => (id === there ? 'present' : id === gone ? 'deleted' : 'absent');
    const judged = judge(file, lookup);
    expect(judged.map(({ line, verdict }) => [line, verdict])).toEqual([
      [2, 'new'],
      [3, 'already-there'],
      [4, 'deleted-earlier'],
      [5, 'unreadable'],
      [6, 'unreadable'],
      [7, 'unreadable'],
      [8, 'unreadable'],
    ]);
    expect(judged.flatMap((line) => (line.verdict === 'unreadable' ? [line.reason] : []))).toEqual([
      '“2024-02-30” is not a date in the order year, month, day.',
      'There is no amount.',
      '“4.005” has more than 2 decimals.',
      'There is no date.',
    ]);
  });

  it('give each new line as the ledger takes it', () => {
    const [line] = judge('Date,Payee,Memo,Check number,Amount\n2024-03-07,Ann,for tea,1042,-3.40\n');
    expect(line?.verdict === 'unreadable' ? null : line?.imported.fields).toEqual({
      date: '2024-03-07',
      account: 'acc.1',
      amount: -340,
      payee: 'Ann',
      memo: 'for tea',
      number: '1042',
    });
  });

  it('tell a row that swallowed the rest of the file for want of a quote', () => {
    const rest = '2024-03-08,x,1.00\n'.repeat(100);
    const table = tableOf(`Date,Payee,Amount\n2024-03-07,"Ann,1.00\n${rest}`);
    expect(table.problems).toEqual(['Line 2: Quoted field unterminated.']);
  });
});

describe('the statement’s own balances', () => {
  it('show where a line is missing', () => {
    const statement = createStatement(5, '2024-01-01', 10);
    const holed = { ...statement, lines: statement.lines.filter((_, at) => at !== 4) };
    const check = checkStatement(linesOf(statementCsv(holed, 'english')));
    expect(check?.breaks).toEqual([6]);
    expect(check?.closing).toBe(statement.closing);
  });

  it('are not asked for where there are none', () => {
    expect(checkStatement(linesOf('Date,Payee,Amount\n2024-03-07,Ann,-3.40\n'))).toBeNull();
  });
});

describe('any file', () => {
  it('is read or refused, never thrown at', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const texts = fc
      .string({ unit: fc.constantFrom(...'0123456789.,;"\n-/ abDate'), maxLength: 300 })
      .map(utf8);
    fc.assert(
      fc.property(fc.oneof(bytes, texts), (file) => {
        const table = readTable(file);
        if (!table.ok) return;
        const lines = readLines(table.value, guessMapping(table.value, hints).mapping, 2);
        expect(lines.ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
