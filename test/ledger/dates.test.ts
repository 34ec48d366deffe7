import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  firstOfMonth,
  formatDate,
  isDate,
  lastOfMonth,
  stepDate,
  today,
} from '@/lib/ledger/dates';
import { dateOrderOf, parseFullDate, parseTypedDate } from '@/lib/ledger/typed-date';

const homeZone = process.env.TZ;
afterEach(() => {
  if (homeZone === undefined) delete process.env.TZ;
  else process.env.TZ = homeZone;
});

const someDate = fc.integer({ min: -50_000, max: 50_000 }).map((days) => addDays('2000-01-01', days));

describe.each(['Pacific/Honolulu', 'UTC', 'Pacific/Auckland'])('on a device in %s', (zone) => {
  const there = <Value>(run: () => Value): Value => {
    process.env.TZ = zone;
    return run();
  };

  it('steps through days without skipping or repeating one', () => {
    there(() => {
      let date = '2023-12-30';
      const seen = new Set<string>();
      for (let i = 0; i < 800; i += 1, date = addDays(date, 1)) seen.add(date);
      expect(seen.size).toBe(800);
      expect([...seen].every(isDate)).toBe(true);
      expect(date).toBe('2026-03-09');
    });
  });

  it('comes back to where it started', () => {
    there(() =>
      fc.assert(
        fc.property(someDate, fc.integer({ min: -9999, max: 9999 }), (date, days) => {
          expect(addDays(addDays(date, days), -days)).toBe(date);
          expect(daysBetween(date, addDays(date, days))).toBe(days);
        }),
      ),
    );
  });

  it('shows the date that is written', () => {
    there(() => {
      expect(formatDate('2024-03-07', 'en-US', 'numeric')).toBe('03/07/2024');
      expect(formatDate('2024-03-01', 'de-DE', 'numeric')).toBe('01.03.2024');
      expect(formatDate('2024-03-31', 'en-US', 'month')).toBe('March 2024');
    });
  });

  it('reads back what it shows', () => {
    there(() =>
      fc.assert(
        fc.property(
          someDate,
          fc.constantFrom('en-US', 'en-GB', 'de-DE', 'sv-SE', 'fr-FR'),
          (date, locale) => {
            expect(parseFullDate(formatDate(date, locale, 'numeric'), dateOrderOf(locale))).toBe(date);
          },
        ),
      ),
    );
  });
});

describe('today', () => {
  const noonUtc = Date.UTC(2024, 2, 1, 11, 30);
  it('is what the calendar on the wall says', () => {
    expect(today(noonUtc, 'UTC')).toBe('2024-03-01');
    expect(today(noonUtc, 'Pacific/Auckland')).toBe('2024-03-02');
    expect(today(Date.UTC(2024, 2, 1, 9, 59), 'Pacific/Honolulu')).toBe('2024-02-29');
  });
  it('is of the device where no zone is given', () => {
    process.env.TZ = 'Pacific/Auckland';
    expect(today(noonUtc)).toBe('2024-03-02');
  });
});

describe('a date', () => {
  it.each(['2024-02-29', '1000-01-01', '9999-12-31', '2000-02-29'])('may be %s', (text) => {
    expect(isDate(text)).toBe(true);
  });
  it.each([
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-1-1',
    '0999-01-01',
    '2024-01-01T00',
  ])('is never %s', (text) => {
    expect(isDate(text)).toBe(false);
  });
});

describe('the ends of the calendar', () => {
  it('are where steps stop', () => {
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addMonths('9999-12-31', 1)).toBe('9999-12-31');
    expect(addMonths('1000-01-01', -1)).toBe('1000-01-01');
  });
});

describe('months', () => {
  it('end on their last day, and a series returns to its anchor', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-02-29', 1, 31)).toBe('2024-03-31');
    expect(addMonths('2024-01-15', -1)).toBe('2023-12-15');
    expect(addMonths('2024-12-31', 2)).toBe('2025-02-28');
    expect(firstOfMonth('2024-02-17')).toBe('2024-02-01');
    expect(lastOfMonth('2024-02-17')).toBe('2024-02-29');
  });

  it('do not drift over any number of steps', () => {
    fc.assert(
      fc.property(someDate, fc.integer({ min: 1, max: 60 }), (date, steps) => {
        const anchor = Number(date.slice(8));
        let stepped = date;
        for (let i = 0; i < steps; i += 1) stepped = addMonths(stepped, 1, anchor);
        expect(stepped).toBe(addMonths(date, steps));
      }),
    );
  });
});

describe('keys in the date field', () => {
  it.each([
    ['+', '2024-03-01'],
    ['=', '2024-03-01'],
    ['-', '2024-02-28'],
    ['PageUp', '2024-01-29'],
    ['PageDown', '2024-03-29'],
    ['t', '2024-06-15'],
    ['[', '2024-02-01'],
    [']', '2024-02-29'],
    ['x', null],
  ])('%s leads from 29 February to %s', (key, date) => {
    expect(stepDate('2024-02-29', key, '2024-06-15')).toBe(date);
  });
});

describe('a typed date', () => {
  const read = (text: string, order: 'dmy' | 'mdy' | 'ymd') => {
    const result = parseTypedDate(text, '2024-02-10', order);
    return result.ok ? result.value : result.error.kind;
  };
  it.each([
    ['7', 'dmy', '2024-02-07'],
    ['29', 'mdy', '2024-02-29'],
    ['7.3.', 'dmy', '2024-03-07'],
    ['7/3', 'dmy', '2024-03-07'],
    ['7/3', 'mdy', '2024-07-03'],
    ['3-7', 'ymd', '2024-03-07'],
    ['0703', 'dmy', '2024-03-07'],
    ['7.3.23', 'dmy', '2023-03-07'],
    ['7 3 2023', 'dmy', '2023-03-07'],
    ['07/03/99', 'mdy', '1999-07-03'],
    ['070323', 'dmy', '2023-03-07'],
    ['07032023', 'dmy', '2023-03-07'],
    ['20230307', 'dmy', '2023-03-07'],
    ['2023-3-7', 'mdy', '2023-03-07'],
    ['23-03-07', 'ymd', '2023-03-07'],
    ['7.3.2023', 'ymd', '2023-03-07'],
    ['30', 'dmy', 'no-such-day'],
    ['0', 'dmy', 'no-such-day'],
    ['7/13', 'dmy', 'no-such-day'],
    ['29.2.2023', 'dmy', 'no-such-day'],
    ['', 'dmy', 'not-a-date'],
    ['tomorrow', 'dmy', 'not-a-date'],
    ['1/2/3/4', 'dmy', 'not-a-date'],
    ['123', 'dmy', 'not-a-date'],
    ['7/2023', 'dmy', 'not-a-date'],
  ] as const)('%s in the order %s is %s', (text, order, date) => {
    expect(read(text, order)).toBe(date);
  });
  it('says how many days the month has', () => {
    const result = parseTypedDate('30', '2023-02-10', 'dmy');
    expect(result.ok ? '' : result.error.message).toBe('February 2023 has 28 days, so there is no day 30.');
  });
  it('has the order of the locale', () => {
    expect(['en-US', 'en-GB', 'de-DE', 'sv-SE', 'ja-JP'].map(dateOrderOf)).toEqual([
      'mdy',
      'dmy',
      'dmy',
      'ymd',
      'ymd',
    ]);
  });
});
