import { describe, expect, it } from 'vitest';
import { detectEncoding, readTable } from '@/lib/ledger/csv';
import { guessMapping } from '@/lib/ledger/csv-guess';
import { readLines } from '@/lib/ledger/csv-import';
import { windows1252 } from './bank-statement';

const hints = { exponent: 2, dateOrder: 'mdy', decimal: '.' } as const;

/** What is read from a file with no help, and what would be asked: `date payee memo amount`. */
function read(file: string | Uint8Array, exponent = 2) {
  const table = readTable(typeof file === 'string' ? new TextEncoder().encode(file) : file);
  if (!table.ok) return { lines: [table.error.kind], doubts: [] };
  const { mapping, doubts } = guessMapping(table.value, { ...hints, exponent });
  const lines = readLines(table.value, mapping, exponent);
  const shown = (lines.ok ? lines.value : []).map((line) =>
    line.kind === 'unreadable'
      ? `line ${line.line}: ${line.reason}`
      : [line.says.date, line.says.payee, line.says.memo, line.says.amount]
          .filter((text) => text !== '')
          .join(' | '),
  );
  return { lines: shown, doubts };
}

describe('columns are found by what banks call them', () => {
  it.each([
    [
      'English',
      'Posting Date,Description,Withdrawals,Deposits,Balance\n01/31/2024,Rent,900.00,,100.00\n02/01/2024,Wage,,50.00,150.00',
    ],
    [
      'German',
      'Buchungstag;Empfänger;Betrag;Saldo\n31.01.2024;Rent;-900,00;100,00\n01.02.2024;Wage;50,00;150,00',
    ],
    ['French', 'Date opération;Libellé;Débit;Crédit\n31/01/2024;Rent;-900,00;\n01/02/2024;Wage;;50,00'],
    [
      'Spanish',
      'Fecha operación;Concepto;Importe;Saldo\n31/01/2024;Rent;-900,00;100,00\n01/02/2024;Wage;50,00;150,00',
    ],
    [
      'Italian',
      'Data operazione;Descrizione;Uscite;Entrate\n31/01/2024;Rent;900,00;\n01/02/2024;Wage;;50,00',
    ],
    [
      'Dutch',
      'Datum;Naam / Omschrijving;Rekening;Af Bij;Bedrag (EUR)\n20240131;Rent;NL01;Af;900,00\n20240201;Wage;NL01;Bij;50,00',
    ],
  ])('in %s', (_, file) => {
    const { lines, doubts } = read(file);
    expect(lines).toEqual(['2024-01-31 | Rent | -90000', '2024-02-01 | Wage | 5000']);
    expect(doubts).toEqual([]);
  });

  it('a description is the memo where another column names the payee', () => {
    const { lines } = read('Date,Merchant,Description,Amount\n2024-03-07,Ann,tea,-3.40');
    expect(lines).toEqual(['2024-03-07 | Ann | tea | -340']);
  });

  it('below whatever a bank puts above them', () => {
    const file =
      'My Bank\nAccount;Joint, main\n\nsome words\nDate;Payee;Amount\n2024-03-07;Ann;-3,40\n;Total;-3,40';
    expect(read(file).lines).toEqual(['2024-03-07 | Ann | -340', 'line 7: There is no date.']);
  });

  it('by their content where there are no headings', () => {
    const file = '2024-03-07,Ann,-3.40,96.60\n2024-03-08,Ben,10.00,106.60\n2024-03-09,Cas,-6.60,100.00';
    expect(read(file)).toEqual({
      lines: ['2024-03-07 | Ann | -340', '2024-03-08 | Ben | 1000', '2024-03-09 | Cas | -660'],
      doubts: [],
    });
  });

  it('by their content where the headings are in another language', () => {
    const { lines } = read('Dato;Tekst;Beløb\n07-03-2024;Ann;-3,40\n28-03-2024;Ben;10,00');
    expect(lines).toEqual(['2024-03-07 | Ann | -340', '2024-03-28 | Ben | 1000']);
  });

  it('and said not to be found where they are not', () => {
    const { lines, doubts } = read('a,b\nx,y');
    expect(doubts).toEqual(['date', 'amount']);
    expect(lines[0]).toBe('line 1: No column is chosen for the date.');
  });
});

describe('the order of dates is decided for the whole file', () => {
  const file = (...dates: string[]) =>
    `Date,Payee,Amount\n${dates.map((date) => `${date},Ann,-1.00`).join('\n')}`;
  it.each([
    ['one day above twelve decides', ['01/02/2024', '13/02/2024'], ['2024-02-01', '2024-02-13']],
    ['dots are written day first', ['01.02.2024', '02.02.2024'], ['2024-02-01', '2024-02-02']],
    [
      'a file runs one way',
      ['01/02/2024', '05/02/2024', '01/03/2024'],
      ['2024-02-01', '2024-02-05', '2024-03-01'],
    ],
    [
      'a time after it is passed over',
      ['2024-03-07T23:59:59-10:00', '2024-03-08 00:01'],
      ['2024-03-07', '2024-03-08'],
    ],
    [
      'months may be words',
      ['07 Mar 2024', '8-Dez-24', 'Dec 9, 2024'],
      ['2024-03-07', '2024-12-08', '2024-12-09'],
    ],
  ])('%s', (_, dates, wanted) => {
    const { lines, doubts } = read(file(...dates.map((date) => `"${date}"`)));
    expect(lines.map((line) => line.slice(0, 10))).toEqual(wanted);
    expect(doubts).toEqual([]);
  });

  it('and asked where nothing decides', () => {
    const { lines, doubts } = read(file('03/01/2024', '01/03/2024'));
    expect(doubts).toEqual(['date-order']);
    expect(lines.map((line) => line.slice(0, 10)).sort()).toEqual(['2024-01-03', '2024-03-01']);
  });
});

describe('the decimal mark is decided for the whole file', () => {
  const file = (...amounts: string[]) =>
    `Date;Payee;Amount\n${amounts.map((amount) => `2024-03-07;Ann;${amount}`).join('\n')}`;
  const amountsOf = (...amounts: string[]) =>
    read(file(...amounts)).lines.map((line) => Number(line.split('| ').at(-1)));

  it('by the one amount that can be read only one way', () => {
    expect(amountsOf('-1.000', '-1,50')).toEqual([-100_000, -150]);
    expect(amountsOf('-1,000', '-1.50')).toEqual([-100_000, -150]);
    expect(amountsOf("-11'373.94", '(12.00)', '12.00-', '\u221212', '-3.77000')).toEqual([
      -1_137_394, -1200, -1200, -1200, -377,
    ]);
  });

  it('and asked where all amounts can be read both ways', () => {
    expect(read(file('-1.000', '-2.500')).doubts).toEqual(['decimal-mark']);
    expect(read(file('-1', '-2')).doubts).toEqual([]);
  });
});

describe('signs', () => {
  it('are turned where the balance says that the file counts money out as positive', () => {
    const file =
      'Date,Payee,Amount,Balance\n2024-03-07,a,3.00,97.00\n2024-03-08,b,7.00,90.00\n2024-03-09,c,-1.00,91.00';
    expect(read(file).lines.map((line) => Number(line.split('| ').at(-1)))).toEqual([-300, -700, 100]);
  });

  it('are asked for where there is none and nothing tells', () => {
    expect(read('Date,Payee,Amount\n2024-03-07,Ann,3.40\n2024-03-08,Ann,3.40').doubts).toEqual(['sign']);
  });

  it('are taken from a column of words', () => {
    const { lines } = read(
      'Date,Payee,Amount,D/C\n2024-03-07,Ann,3.40,D\n2024-03-08,Ben,9.00,C\n2024-03-09,Cas,1.00,?',
    );
    expect(lines).toEqual([
      '2024-03-07 | Ann | -340',
      '2024-03-08 | Ben | 900',
      'line 4: “?” does not say whether it is in or out.',
    ]);
  });

  it('are taken from it in a long file too', () => {
    const row = (at: number) => `2024-03-07,Ann,3.40,${at % 3 === 0 ? 'C' : 'D'}`;
    const { lines } = read(
      `Date,Payee,Amount,D/C\n${Array.from({ length: 2000 }, (_, at) => row(at)).join('\n')}`,
    );
    expect(lines.filter((line) => line.endsWith('-340'))).toHaveLength(1333);
  });

  it('tell a line apart that says both out and in, and take a zero for nothing', () => {
    const { lines } = read(
      'Date,Payee,Debit,Credit\n2024-03-07,Ann,3.40,0.00\n2024-03-08,Ben,0.00,9.00\n2024-03-09,Cas,1.00,2.00',
    );
    expect(lines).toEqual([
      '2024-03-07 | Ann | -340',
      '2024-03-08 | Ben | 900',
      'line 4: There is an amount both out and in.',
    ]);
  });
});

describe('the file itself', () => {
  const text = 'Date;Payee;Amount\n2024-03-07;Café;-3,40\n2024-03-08;Bär;1,00';
  const wanted = ['2024-03-07 | Café | -340', '2024-03-08 | Bär | 100'];
  const utf16 = (little: boolean, mark: boolean) => {
    const units = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0));
    return Uint8Array.from(
      units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
    );
  };
  it.each([
    ['utf-8', new TextEncoder().encode(text)],
    ['utf-8', new TextEncoder().encode(`\ufeff${text}`)],
    ['windows-1252', windows1252(text)],
    ['utf-16le', utf16(true, true)],
    ['utf-16le', utf16(true, false)],
    ['utf-16be', utf16(false, true)],
    ['utf-16be', utf16(false, false)],
  ])('is read as %s', (encoding, bytes) => {
    expect(detectEncoding(bytes)).toBe(encoding);
    expect(read(bytes).lines).toEqual(wanted);
  });

  it.each([';', ',', '\t', '|'])('is cut at %j', (delimiter) => {
    const rows = ['Date|Payee|Amount', '2024-03-07|Ann|-3.40', '2024-03-08|Ben|1.00'];
    expect(read(rows.map((row) => row.replaceAll('|', delimiter)).join('\r\n')).lines).toEqual([
      '2024-03-07 | Ann | -340',
      '2024-03-08 | Ben | 100',
    ]);
  });

  it('may say what it is cut at, quote its cells and break lines within them', () => {
    const { lines } = read(
      'sep=;\nDate;Payee;Amount\n"2024-03-07";"Ann; and\nBen";"-3,40"\n2024-03-08;Cas;1,005',
    );
    expect(lines).toEqual(['2024-03-07 | Ann; and Ben | -340', 'line 5: “1,005” has more than 2 decimals.']);
  });

  it('is refused with a word if it is empty, or not a table at all', () => {
    expect(read('').lines).toEqual(['empty']);
    expect(read(' \n ').lines).toEqual(['empty']);
    expect(read('%PDF-1.7 ...').lines).toEqual(['not-text']);
  });

  it('follows the currency of the account', () => {
    expect(read('Date,Payee,Amount\n2024-03-07,Ann,-1200', 0).lines).toEqual(['2024-03-07 | Ann | -1200']);
    expect(read('Date,Payee,Amount\n2024-03-07,Ann,-1.234', 3).lines).toEqual(['2024-03-07 | Ann | -1234']);
  });
});
